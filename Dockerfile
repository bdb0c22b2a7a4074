# syntax=docker/dockerfile:1

# Builds a virtual environment with the pinned versions; compilers and caches stay in this stage.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/pullquote
ENV PATH=/opt/pullquote/bin:$PATH
# The dependencies first: they change less often than the code, so this layer is kept.
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY transforms/version.py transforms/version.py
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > requirements.txt \
    && pip install --no-cache-dir -c constraints.txt -r requirements.txt
COPY pullquote pullquote
COPY pipeline pipeline
COPY transforms transforms
COPY configs configs
RUN pip install --no-cache-dir -c constraints.txt --no-deps .

FROM python:3.11-slim
# A user without rights. The files that it writes belong to this user id on the host too.
RUN useradd --create-home --uid 10001 pullquote && install -d -o pullquote -g pullquote /data /data/out /data/configs
COPY --from=build /opt/pullquote /opt/pullquote
ENV PATH=/opt/pullquote/bin:$PATH PYTHONUNBUFFERED=1
USER pullquote
WORKDIR /data
# configs: your feeds and settings; they override the shipped ones. out: everything that a run writes; keep it.
VOLUME ["/data/configs", "/data/out"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["pullquote"]
CMD ["run", "--every", "15m", "--config", "configs", "--out", "out"]
