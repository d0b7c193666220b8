"""The same work with SQLAlchemy's ORM as its documentation shows it: models, a session a request."""

import uuid
from datetime import date

from sqlalchemy import Column, Date, DateTime, Float, Integer, Text, and_, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()


def key(kind=None):
    return Column(kind or UUID(as_uuid=True), primary_key=True)


def other():
    return Column(UUID(as_uuid=True))


class DeviceKey(Base):
    __tablename__ = "device_key"
    key_hash = key(Text)
    workspace_id, device_id, person_id = other(), other(), other()
    scopes = Column(ARRAY(Text))
    expires_at = Column(DateTime(timezone=True))


class Device(Base):
    __tablename__ = "device"
    workspace_id, device_id = key(), key()


class Member(Base):
    __tablename__ = "member"
    workspace_id, person_id = key(), key()
    role = Column(Text)


class Workspace(Base):
    __tablename__ = "workspace"
    workspace_id = key()
    plan = Column(Text)


class QuotaUsage(Base):
    __tablename__ = "quota_usage"
    workspace_id, period = key(), key(Date)
    used, held = Column(Integer), Column(Integer)


class Tracked(Base):
    __tablename__ = "tracked"
    workspace_id, idempotency_key = key(), key(Text)
    payload_hash = Column(Text)


class Video(Base):
    __tablename__ = "video"
    workspace_id, video_id = key(), key()


class Publication(Base):
    __tablename__ = "publication"
    workspace_id, publication_id = key(), key()
    video_id = other()
    state, remote_id, url, reason = Column(Text), Column(Text), Column(Text), Column(Text)
    percent = Column(Float)
    published_at = Column(DateTime(timezone=True))
    updated_at = Column(DateTime(timezone=True))


class Reservation(Base):
    __tablename__ = "reservation"
    workspace_id, reservation_id = key(), key()
    video_id = other()
    period, units, state = Column(Date), Column(Integer), Column(Text)


class Event(Base):
    __tablename__ = "event"
    workspace_id, event_id = key(), key()
    type, once_key = Column(Text), Column(Text)
    data = Column(JSONB)
    spread_at = Column(DateTime(timezone=True))


UNDER_WAY = ("reserved", "uploading", "confirming", "unknown")


def sessions(engine):
    return sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


def same(one, another, *names):
    return and_(*(getattr(one, name) == getattr(another, name) for name in names))


async def actor_of(session, key_hash, scope):
    question = (
        select(DeviceKey, Member, Workspace)
        .join(Device, same(Device, DeviceKey, "workspace_id", "device_id"))
        .join(Member, same(Member, DeviceKey, "workspace_id", "person_id"))
        .join(Workspace, same(Workspace, DeviceKey, "workspace_id"))
        .where(DeviceKey.key_hash == key_hash)
        .where(or_(DeviceKey.expires_at.is_(None), DeviceKey.expires_at > func.now()))
    )
    row = (await session.execute(question)).first()
    return row if row and scope in row[0].scopes else None


async def read(session, key_hash):
    actor = await actor_of(session, key_hash, "metadata")
    if not actor:
        return None
    _, _, workspace = actor
    usage = await session.get(QuotaUsage, (workspace.workspace_id, date.today().replace(day=1)))
    used, held = (usage.used, usage.held) if usage else (0, 0)
    return {"plan": workspace.plan, "used": used, "held": held}


async def write(session, key_hash, told):
    async with session.begin():
        actor = await actor_of(session, key_hash, "publish")
        if not actor or actor[1].role == "viewer":
            return None
        workspace = actor[2]
        mine = workspace.workspace_id
        session.add(
            Tracked(
                workspace_id=mine,
                idempotency_key=told["key"],
                payload_hash=told["payload"],
            )
        )
        question = (
            select(Publication)
            .join(Video, same(Video, Publication, "workspace_id", "video_id"))
            .where(Publication.workspace_id == mine)
            .where(Publication.publication_id == uuid.UUID(told["publication"]))
            .where(Publication.state.in_(UNDER_WAY))
            .with_for_update()
        )
        publication = (await session.execute(question)).scalar_one_or_none()
        if not publication:
            return None
        publication.state, publication.percent, publication.reason = "published", 100, None
        publication.remote_id, publication.url = told["remote"], told["url"]
        publication.published_at = publication.updated_at = func.now()
        held = (
            select(Reservation)
            .where(Reservation.workspace_id == mine)
            .where(Reservation.video_id == publication.video_id)
            .where(Reservation.state == "held")
            .with_for_update()
        )
        reservation = (await session.execute(held)).scalar_one_or_none()
        usage = None
        if reservation:
            reservation.state = "committed"
            usage = await session.get(QuotaUsage, (mine, reservation.period), with_for_update=True)
            usage.used += reservation.units
            usage.held -= reservation.units
        session.add(
            Event(
                workspace_id=mine,
                event_id=uuid.uuid4(),
                type="publication.published",
                data={
                    "publicationId": told["publication"],
                    "videoId": str(publication.video_id),
                    "url": told["url"],
                },
                once_key=f"publication {told['publication']} published",
                spread_at=func.now(),
            )
        )
        answer = {"plan": workspace.plan, "publication_id": told["publication"]}
        answer |= {"state": "published", "url": told["url"]}
        return answer | ({"used": usage.used, "held": usage.held} if usage else {})
