//! Many share images are drawn after the pages are in their places: nothing of that is seen in the finished site.

use std::collections::BTreeMap;
use std::sync::Arc;

use generator::{Builder, PendingImages};

use crate::edited::{Edit, EditedSite, bytes};

/// A site with more share images than a server draws at first, and its server.
fn large_site() -> (EditedSite, Builder, Arc<PendingImages>) {
    let site = EditedSite::new();
    site.change("site.toml", |text| text.replace("pictures = false", "pictures = true"));
    let offers = site.beside("site/content/offers");
    let file = std::fs::read_dir(&offers).expect("offers").next().expect("an offer").expect("an offer").path();
    let text = std::fs::read_to_string(file).expect("an offer");
    for number in 0..120 {
        let titled = text.lines().map(|line| match line.starts_with("title:") {
            true => format!("title: \"A harbour like number {number}\"\n"),
            false => format!("{line}\n"),
        });
        std::fs::write(offers.join(format!("harbour-{number}.yaml")), titled.collect::<String>()).expect("an offer");
    }
    let pending = Arc::new(PendingImages::default());
    let builder = Builder::with_memory().leaving_images(Arc::clone(&pending));
    (site, builder, pending)
}

/// Builds as a server does, and returns how many share images it left.
fn serve(site: &EditedSite, builder: &mut Builder, pending: &PendingImages) -> usize {
    let report = builder.build(&site.options("public"), |_| {}).expect("a build");
    assert!(!report.has_errors(), "{:?}", report.problems);
    pending.len()
}

/// The files of a folder: those that are no share images, and those that are.
fn files(site: &EditedSite, folder: &str) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
    bytes(&site.beside(folder)).into_iter().partition(|(name, _)| !name.starts_with("social/"))
}

/// The share images that a new build without a cache makes, after comparing all its other files. No cache is left.
fn compare_pages(site: &EditedSite) -> BTreeMap<String, Vec<u8>> {
    let forget = || drop(std::fs::remove_dir_all(site.beside("site/.matchmaker")));
    forget();
    generator::build(&site.options("anew")).expect("a build");
    forget();
    let (pages, images) = files(site, "anew");
    assert!(pages == files(site, "public").0);
    std::fs::remove_dir_all(site.beside("anew")).expect("a folder");
    images
}

#[test]
fn pages_come_first_and_a_share_image_is_drawn_when_it_is_asked_for() {
    let (site, mut builder, pending) = large_site();
    let left = serve(&site, &mut builder, &pending);
    assert!(left > 120 && files(&site, "public").1.is_empty(), "{left}");
    let images = compare_pages(&site);
    assert_eq!(images.len(), left);
    for (name, bytes) in &images {
        assert!(pending.draw(name).expect("a pending image").expect("an image") == *bytes, "{name}");
    }
    assert!(pending.draw("social/none.png").is_none());

    // Once all are drawn, the next build places them, and there is nothing left.
    assert!(pending.draw_all().expect("images"));
    assert_eq!(serve(&site, &mut builder, &pending), 0);
    assert!(compare_pages(&site) == files(&site, "public").1);
    assert!(pending.draw(images.keys().next().expect("an image")).is_some(), "a page of the earlier build may be open");
}

#[test]
fn an_edit_replaces_what_is_drawn() {
    let (mut site, mut builder, pending) = large_site();
    serve(&site, &mut builder, &pending);
    let earlier = compare_pages(&site);
    site.apply(&Edit::Title(0, 7), |_| {});
    let left = serve(&site, &mut builder, &pending);
    let edited = compare_pages(&site);
    assert_eq!(edited.len(), left);
    for name in earlier.keys().chain(edited.keys()) {
        assert!(pending.draw(name).is_some_and(|image| image.is_ok()), "{name}");
    }
    assert!(pending.draw_all().expect("images"));
    assert!(!pending.draw_all().expect("no images"), "nobody draws them twice");
    serve(&site, &mut builder, &pending);
    assert!(edited == files(&site, "public").1);
}

#[test]
fn a_build_completes_what_a_server_left_when_it_was_killed() {
    let (site, mut builder, pending) = large_site();
    serve(&site, &mut builder, &pending);
    let (name, image) = compare_pages(&site).pop_first().expect("an image");
    assert!(pending.draw(&name).expect("a pending image").expect("an image") == image);
    drop((builder, pending));
    // Of the same content, which a complete site would not be built of again.
    let options = site.options("public");
    while generator::inputs_fingerprint(&options).is_none() {}
    generator::build(&options).expect("a build");
    assert!(compare_pages(&site) == files(&site, "public").1);
}
