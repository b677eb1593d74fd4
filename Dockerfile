# One image for server, worker and command; docs/operations.md says how it is built and started.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    UV_LINK_MODE=copy

WORKDIR /opt/foretell

RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir uv==0.13.9

# Parts that not everybody needs: "--extra scale --extra s3" for compose.scale.yaml.
ARG EXTRAS=""

# The packages first: they change less often than the code. The lock has those of development
# too, which are left out here; setuptools builds ours.
COPY pyproject.toml requirements.lock ./
RUN .venv/bin/uv pip install --no-cache --compile-bytecode --python .venv/bin/python \
        --constraint requirements.lock --requirement pyproject.toml ${EXTRAS} setuptools

COPY README.md LICENSE prefect.yaml ./
COPY schemas schemas
COPY pipeline pipeline
COPY warehouse warehouse
COPY seeds seeds
RUN .venv/bin/uv pip install --no-cache --python .venv/bin/python --no-deps \
        --no-build-isolation --editable .

FROM python:3.11-slim-bookworm

# Nobody in particular: only the workspace, a volume, is written to.
RUN groupadd --gid 10001 foretell \
    && useradd --uid 10001 --gid foretell --create-home foretell \
    && mkdir -p /workspace/seeds/articles /workspace/warehouse \
    && chown -R foretell:foretell /workspace

COPY --from=build /opt/foretell /opt/foretell

ENV PATH=/opt/foretell/.venv/bin:$PATH \
    FORETELL_HOME=/workspace \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1

USER 10001:10001
WORKDIR /workspace
VOLUME /workspace

ENTRYPOINT ["foretell"]
CMD ["run", "--once"]
