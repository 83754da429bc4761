# Needs BuildKit, the default builder since Docker 23.
#
# The base images have tags and no digests: a digest must be read from the registry, and an outdated one would keep an image
# without security updates. The provenance of a released image lists the digests that were used. To pin them:
# docker buildx imagetools inspect eclipse-temurin:17-jdk-noble --format '{{.Manifest.Digest}}'

# The jar is the same for every platform, so it is built once, on the platform of the build.
FROM --platform=$BUILDPLATFORM eclipse-temurin:17-jdk-noble AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
# The commit, for --version and cloudtrail_exporter_build_info: --build-arg REVISION="$(git rev-parse --short HEAD)"
ARG REVISION=unknown
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q package -DskipTests -Dspotless.check.skip -Dgit.commit.id.abbrev="$REVISION"

# No shell, no package manager, user 65532.
FROM gcr.io/distroless/java17-debian13:nonroot
LABEL org.opencontainers.image.title="cloudtrail-exporter" \
      org.opencontainers.image.description="Prometheus exporter for the health of AWS CloudTrail trails" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/cloudtrail-exporter/cloudtrail-exporter" \
      org.opencontainers.image.documentation="https://github.com/cloudtrail-exporter/cloudtrail-exporter#readme"
COPY deploy/jvm.options /app/jvm.options
COPY deploy/training.yml /app/training.yml
COPY --from=build /src/target/cloudtrail-exporter.jar /app/cloudtrail-exporter.jar

# An archive of the classes that a scrape needs, for this Java and this jar, halves the start time. It extends the archive of
# Java's own classes, which the base image does not contain.
USER 0:0
RUN ["java", "-Xshare:dump"]
RUN ["java", "@/app/jvm.options", "-XX:ArchiveClassesAtExit=/app/cloudtrail-exporter.jsa", "-Daws.accessKeyId=training", "-Daws.secretAccessKey=training", "-jar", "/app/cloudtrail-exporter.jar", "--config.file=/app/training.yml", "--exit-after-scrape"]
# By default the C library reserves a separate heap for many threads.
ENV MALLOC_ARENA_MAX=2

# A config.yml mounted here is found without --config.file.
WORKDIR /etc/cloudtrail-exporter
EXPOSE 10106
USER 65532:65532

# Nothing is written to disk, so a read-only root filesystem works. Additional JVM options: JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:SharedArchiveFile=/app/cloudtrail-exporter.jsa", "-jar", "/app/cloudtrail-exporter.jar"]

# The image has no curl, so the exporter has a command for the check. With another listen address or TLS, the check needs the same
# --web.listen-address and --web.config.file as the server.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:-UsePerfData", "-XX:SharedArchiveFile=/app/cloudtrail-exporter.jsa", "-jar", "/app/cloudtrail-exporter.jar", "healthcheck"]
