#!/bin/sh
# Looks at requirements.lock with tools of their own environment (scripts/audit.lock; they need newer libraries than Rasa bears).
#   audit.sh audit   asks the registry for known weaknesses of every pinned package; fails where it cannot ask
#   audit.sh sbom    writes reports/sbom.json (CycloneDX): what is installed; reports/sbom-serve.json: what a server is left with
#   audit.sh manifests   checks deploy/ against the schemas of Compose and Kubernetes
#   audit.sh lock    makes scripts/audit.lock anew from pyproject.toml, group audit
set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd)
UV=$ROOT/.tools/uv/bin/uv
PLACE=$ROOT/.cache/audit

unset VIRTUAL_ENV PYTHONPATH UV_PYTHON || true
sh "$ROOT/scripts/bootstrap.sh" uv
if [ "$1" = lock ]; then
    cd / # where the overrides of pyproject.toml do not hold
    "$UV" pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-emit-index-url \
        --no-emit-find-links --group "$ROOT/pyproject.toml:audit" -o "$ROOT/scripts/audit.lock"
    exit 0
fi

(cd / && "$UV" venv --quiet --allow-existing --python "$ROOT/.venv/bin/python" "$PLACE")
(cd / && "$UV" pip sync --quiet --python "$PLACE/bin/python" --require-hashes "$ROOT/scripts/audit.lock")
cd "$ROOT"

# Weaknesses that docs/security.md tells of, with why they do not reach us.
known() { sed -n 's/^\([A-Z][A-Za-z0-9-]*\).*/--ignore-vuln \1/p' scripts/known-advisories.txt; }

sbom() {
    PYTHONWARNINGS=ignore "$PLACE/bin/cyclonedx-py" requirements "$1" --pyproject pyproject.toml --mc-type application --of JSON \
        --output-reproducible -o "$2"
    echo "$2 is written" >&2
}

case "$1" in
audit)
    # Without --strict it would end well where it could ask nothing.
    # shellcheck disable=SC2046
    exec "$PLACE/bin/pip-audit" --strict --disable-pip --require-hashes --requirement requirements.lock $(known)
    ;;
sbom)
    mkdir -p reports
    sbom requirements.lock reports/sbom.json
    awk -f scripts/leave_out.awk scripts/left-out.txt requirements.lock >.cache/serve.lock
    sbom .cache/serve.lock reports/sbom-serve.json
    ;;
manifests)
    "$PLACE/bin/check-jsonschema" --quiet --builtin-schema vendor.compose-spec deploy/compose.yml
    "$PLACE/bin/python" scripts/manifests.py deploy/kubernetes
    echo "compose.yml and the manifests fit their schemas" >&2
    ;;
*)
    echo "audit.sh audit, sbom, manifests or lock" >&2
    exit 2
    ;;
esac
