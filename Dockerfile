# The workbench as an image: docker compose up (docker-compose.yml) runs it as web, worker and beat.

FROM python:3.11-slim-bookworm AS packages
COPY requirements /requirements
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --require-hashes --no-deps \
        --requirement /requirements/runtime.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=factcheck.settings.production \
    FACTCHECK_DATA=/data \
    FACTCHECK_STATIC=/static
RUN useradd --system --uid 10001 --no-create-home factcheck \
    && install --directory --owner factcheck /data
COPY --from=packages /venv /venv
COPY . /app
WORKDIR /app
# Production settings ask for a secret key and a host; nothing of this step uses or keeps them.
RUN python -m factcheck.local.messages \
    && SECRET_KEY=build ALLOWED_HOSTS=build \
        python manage.py collectstatic --noinput --verbosity 0
USER factcheck
VOLUME /data
EXPOSE 8000
