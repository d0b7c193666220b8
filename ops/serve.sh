#!/bin/sh
# The built server (`bun run build`) as a container runs it, in less than 130 MB.
# JavaScriptCore lets its heap grow with the machine's memory; told of a small one it collects
# sooner. Its last compiler keeps some 10 MB and gains nothing on work that waits for Postgres; of
# the one before, a single thread is enough. What the allocator has emptied goes back at once.
export BUN_JSC_forceRAMSize=201326592 BUN_JSC_useFTLJIT=0 BUN_JSC_numberOfDFGCompilerThreads=1
export MIMALLOC_PURGE_DELAY=0
exec "${BUN:-bun}" --smol "$(dirname "$0")/../api/dist/main.js"
