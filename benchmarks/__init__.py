"""How fast Copro is, beside a bare Django view on the same server and beside Postgres COPY (`make bench`)."""
