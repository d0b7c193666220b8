"""Google's own Python client against the stand-in: what it sends is what anybody's program sends.

Reads {origin, token, document, film, picture, track} on stdin, prints what it was told.
"""
import json
import sys

import google.oauth2.credentials
import googleapiclient.discovery
import googleapiclient.errors
import googleapiclient.http

given = json.load(sys.stdin)
youtube = googleapiclient.discovery.build_from_document(
    given["document"],
    base=given["origin"] + "/",
    credentials=google.oauth2.credentials.Credentials(given["token"]),
)

media = googleapiclient.http.MediaFileUpload(
    given["film"], mimetype="video/mp4", chunksize=262144, resumable=True
)
body = {"snippet": {"title": "Harbour at dawn", "description": "Boats."},
        "status": {"privacyStatus": "unlisted"}}
insert = youtube.videos().insert(part="snippet,status", body=body, media_body=media)
video, shares = None, []
while video is None:
    status, video = insert.next_chunk()
    shares.append(status.progress() if status else 1)

listed = youtube.videos().list(part="snippet,status", id=video["id"]).execute()
picture = youtube.thumbnails().set(videoId=video["id"], media_body=given["picture"]).execute()
snippet = {"videoId": video["id"], "language": "en", "name": "English"}
track = googleapiclient.http.MediaFileUpload(given["track"], mimetype="text/plain")
captions = youtube.captions().insert(
    part="snippet", body={"snippet": snippet}, media_body=track
).execute()
try:
    youtube.captions().insert(part="snippet", body={"snippet": snippet}, media_body=track).execute()
    again = None
except googleapiclient.errors.HttpError as error:
    again = [error.resp.status, json.loads(error.content)["error"]["errors"][0]["reason"]]

print(json.dumps({"id": video["id"], "shares": shares, "listed": listed["items"],
                  "picture": picture["kind"], "captions": captions["snippet"], "again": again}))
