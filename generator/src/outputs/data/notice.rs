//! Short notices for machines that come by: `robots.txt`, and `security.txt` (RFC 9116).

use jiff::ToSpan;

use content::model::site::Site;
use markup::markdown::mailto;

/// `robots.txt`: every page may be read; what the function answers is for the one who asks.
pub fn robots(site: &Site) -> Vec<u8> {
    // The narrower rule first: some readers take the first that fits, others the longest.
    let (base, path) = (site.settings.base_url(), site.settings.base_path());
    format!("User-agent: *\nDisallow: {path}/api/\nAllow: /\n\nSitemap: {base}/sitemap.xml\n").into_bytes()
}

/// `.well-known/security.txt`: whom to tell of a weakness. It is good for a year less a day from the build, as the
/// standard recommends less than a year; every build renews it.
pub fn security(site: &Site) -> Vec<u8> {
    let settings = &site.settings;
    let mut lines = Vec::new();
    lines.extend(settings.security.page.iter().map(|page| format!("Contact: {page}")));
    let email = settings.security.email.as_ref().unwrap_or(&settings.secretariat.email);
    lines.push(format!("Contact: {}", mailto(email)));
    let expires = site.today.saturating_add(364.days());
    lines.push(format!("Expires: {expires}T00:00:00Z"));
    let languages: Vec<&str> = settings.languages.iter().map(|language| language.as_str()).collect();
    lines.push(format!("Preferred-Languages: {}", languages.join(", ")));
    lines.push(format!("Canonical: {}/.well-known/security.txt", settings.base_url()));
    lines.extend(settings.security.policy.iter().map(|policy| format!("Policy: {policy}")));
    (lines.join("\n") + "\n").into_bytes()
}
