#!/bin/sh
# govuk.sh: our parts of pages against govuk-frontend's own examples, which come with its package.
set -eu
cd "$(dirname "$0")/../.."
components=tools/site/node_modules/govuk-frontend/dist/govuk/components
if [ ! -d "$components" ] || [ tools/site/package-lock.json -nt tools/site/node_modules/.package-lock.json ]; then
    (cd tools/site && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
${MAKE:-make} --no-print-directory -s build/known/govuk
exec build/known/govuk "$components"
