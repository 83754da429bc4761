#!/bin/sh
# Makes target/cloudtrail-exporter_VERSION_all.deb of the jar that ./mvnw package has built.
set -eu
cd "$(dirname "$0")/../.."
umask 022
version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

put() { # MODE FILE PATH
  install -D -m "$1" "$2" "$root$3"
}

put 644 target/cloudtrail-exporter.jar /usr/share/cloudtrail-exporter/cloudtrail-exporter.jar
put 644 deploy/jvm.options /usr/share/cloudtrail-exporter/jvm.options
put 755 deploy/debian/cloudtrail-exporter /usr/bin/cloudtrail-exporter
put 644 deploy/systemd/cloudtrail-exporter.service /usr/lib/systemd/system/cloudtrail-exporter.service
put 644 deploy/systemd/cloudtrail-exporter.sysusers /usr/lib/sysusers.d/cloudtrail-exporter.conf
put 600 deploy/systemd/cloudtrail-exporter.default /etc/default/cloudtrail-exporter
put 644 prometheus/cloudtrail.rules.yml /usr/share/cloudtrail-exporter/prometheus/cloudtrail.rules.yml
put 644 prometheus/prometheus.example.yml /usr/share/cloudtrail-exporter/prometheus/prometheus.example.yml
put 644 deploy/debian/lintian-overrides /usr/share/lintian/overrides/cloudtrail-exporter
put 644 deploy/debian/copyright /usr/share/doc/cloudtrail-exporter/copyright
put 644 config.example.yml /usr/share/doc/cloudtrail-exporter/examples/config.example.yml
put 644 deploy/debian/cloudtrail-exporter.1 /usr/share/man/man1/cloudtrail-exporter.1
put 644 CHANGELOG.md /usr/share/doc/cloudtrail-exporter/changelog
gzip -9n "$root/usr/share/man/man1/cloudtrail-exporter.1" "$root/usr/share/doc/cloudtrail-exporter/changelog"
for file in $(find alertmanager grafana -type f ! -path 'grafana/dashboards/.lint'); do
  put 644 "$file" "/usr/share/cloudtrail-exporter/$file"
done
mkdir -p "$root/etc/cloudtrail-exporter" "$root/DEBIAN"
sed "s/@VERSION@/$version/" deploy/debian/control/control >"$root/DEBIAN/control"
install -m 644 deploy/debian/control/conffiles "$root/DEBIAN/conffiles"
install -m 755 deploy/debian/control/postinst deploy/debian/control/prerm deploy/debian/control/postrm "$root/DEBIAN/"

dpkg-deb --root-owner-group -Zxz --build "$root" "target/cloudtrail-exporter_${version}_all.deb"
