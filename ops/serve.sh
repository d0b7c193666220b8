#!/bin/sh
# The built server (`bun run build`) as a container runs it, in less than 130 MB.
# JavaScriptCore lets its heap grow with the machine's memory, and to twice what is in use. Told of
# a small machine and of less growth it collects sooner; at 1.5 the slowest requests would feel it.
# Its last compiler keeps some 10 MB and gains nothing on work that waits for Postgres; of the one
# before, a single thread is enough. What the allocator has emptied goes back at once.
export BUN_JSC_forceRAMSize=201326592 BUN_JSC_smallHeapGrowthFactor=1.75
export BUN_JSC_useFTLJIT=0 BUN_JSC_numberOfDFGCompilerThreads=1
export MIMALLOC_PURGE_DELAY=0
# What a stranger sees, where it is built; the server does without.
export SITE_FOLDER="${SITE_FOLDER-$(dirname "$0")/../landing/dist}"
exec "${BUN:-bun}" --smol "$(dirname "$0")/../api/dist/main.js"
