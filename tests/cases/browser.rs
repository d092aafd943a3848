//! A reader in a browser: asks in both languages, follows a marked note to the page it stands on and back, with scripts and without.

use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::support::browser::{Browser, Screen, Scripts};
use crate::support::papers::{INFORME, WAITING, windows_1252};
use crate::support::program::Collection;
use crate::support::server::Server;

/// A collection, its server and a window; none where there is no Chromium.
async fn reading(scripts: Scripts, screen: Screen) -> Option<(Collection, Server, Browser)> {
    let browser = Browser::open(scripts, screen).await?;
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    collection.add();
    let server = Server::start(&mut collection.command(["serve"]));
    Some((collection, server, browser))
}

/// Types a question into the page's form and sends it with the keyboard alone.
async fn ask(window: &Client, question: &str) {
    let field = window.wait().for_element(Locator::Css("input[name=q]")).await.expect("a field for the question");
    field.clear().await.unwrap();
    field.send_keys(&format!("{question}\u{e007}")).await.unwrap();
    window.wait().for_element(Locator::Css("mark")).await.expect("a marked hit");
}

async fn texts(window: &Client, selector: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for element in window.find_all(Locator::Css(selector)).await.unwrap() {
        texts.push(element.text().await.unwrap());
    }
    texts
}

/// What a script of ours sees of the page. WebDriver's own scripts run even where the page's may not.
async fn seen(window: &Client, script: &str) -> Value {
    window.execute(script, vec![]).await.unwrap()
}

/// Whether the element that the address names is in the window and marked as the one that is meant.
const TARGET_IS_SEEN: &str = "
    const target = document.querySelector(':target');
    if (!target) return 'no target';
    const box = target.getBoundingClientRect();
    const inside = box.top >= -1 && box.top < window.innerHeight && box.width > 0;
    return inside ? target.id : 'out of sight';";

#[tokio::test]
async fn a_marked_note_is_followed_to_its_place_in_the_document_and_back() {
    for scripts in [Scripts::On, Scripts::Off] {
        let Some((_collection, server, browser)) = reading(scripts, Screen::Desk).await else { return };
        let window = &browser.window;
        window.goto(server.address()).await.unwrap();
        ask(window, "Quedate en Mexico").await;
        let marks = texts(window, "mark").await;
        assert!(marks.iter().any(|mark| mark == "Quédate en México"), "{scripts:?}: {marks:?}");

        let link = window.find(Locator::Css("a[href*='#n']")).await.expect("the hit leads to the note");
        link.click().await.unwrap();
        window.wait().for_element(Locator::Css(":target")).await.expect("the note is the target");
        assert_eq!(seen(window, TARGET_IS_SEEN).await, "n1", "{scripts:?}");
        let note = texts(window, ":target").await.concat();
        assert!(note.contains("Quédate en México"), "{scripts:?}: {note}");

        let back = window.find(Locator::Css(":target a[href^='#']")).await.expect("the note leads back to its marker");
        back.click().await.unwrap();
        let sentence = "return document.querySelector(':target').closest('[id^=p]').textContent";
        assert!(seen(window, sentence).await.as_str().unwrap().contains("hearing of their claims"), "{scripts:?}");
        window.clone().close().await.unwrap();
    }
}

#[tokio::test]
async fn a_passage_is_scrolled_to_and_marked_by_its_address_alone() {
    let Some((collection, server, browser)) = reading(Scripts::Off, Screen::Desk).await else { return };
    let hit = collection.search("courts granted protection", &["--in", "body"])["hits"][0].clone();
    let passage = hit["passage"]["id"].as_str().unwrap().rsplit('-').next().unwrap().to_owned();
    let address = format!("{}/documents/{}#{passage}", server.address(), hit["document"]["id"].as_str().unwrap());
    let window = &browser.window;
    window.set_window_size(1000, 400).await.unwrap();
    window.goto(&address).await.unwrap();
    assert_eq!(seen(window, TARGET_IS_SEEN).await, passage.as_str());
    let look = "const style = e => JSON.stringify([getComputedStyle(e).backgroundColor, getComputedStyle(e).boxShadow,
        getComputedStyle(e).outline, getComputedStyle(e).borderLeft]);
        const target = document.querySelector(':target');
        const other = [...document.querySelectorAll('[id^=p]')].find(e => e.tagName == target.tagName && e != target);
        return style(target) != style(other)";
    assert_eq!(seen(window, look).await, true, "the passage that is meant looks different from the others");
    window.clone().close().await.unwrap();
}

#[tokio::test]
async fn the_page_speaks_the_language_that_is_chosen_and_each_passage_names_its_own() {
    let Some((_collection, server, browser)) = reading(Scripts::On, Screen::Desk).await else { return };
    let window = &browser.window;
    window.goto(&format!("{}/search?q=albergues+OR+shelters", server.address())).await.unwrap();
    assert_eq!(seen(window, "return document.documentElement.lang").await, "en");
    for language in ["en", "es"] {
        let hit = window.find(Locator::Css(&format!("main [lang={language}]"))).await;
        assert!(hit.is_ok(), "no passage says that it is {language}");
    }
    let switch = window
        .find(Locator::Css("[hreflang=es], button[value=es], [lang=es][href]"))
        .await
        .expect("a switch to Spanish");
    switch.click().await.unwrap();
    window.wait().for_element(Locator::Css("html[lang=es]")).await.expect("the page in Spanish");
    assert!(window.current_url().await.unwrap().as_str().contains("albergues"), "the question is kept");
    window.clone().close().await.unwrap();
}

#[tokio::test]
async fn what_only_the_vocabulary_found_is_marked_within_its_line_and_can_be_taken_away() {
    let Some((_collection, server, browser)) = reading(Scripts::On, Screen::Desk).await else { return };
    let window = &browser.window;
    window.goto(&format!("{}/search?q=border&group=none", server.address())).await.unwrap();
    let displayed = seen(window, "return getComputedStyle(document.querySelector('mark.added')).display;").await;
    assert_eq!(displayed, "inline");
    assert_eq!(texts(window, ".expansions li [lang=es]").await, ["frontera"]);
    window.find(Locator::Css(".expansions li a")).await.unwrap().click().await.unwrap();
    window.wait().for_element(Locator::Css(".expansions s")).await.expect("what was taken away");
    assert_eq!(texts(window, "mark.added").await, [""; 0]);
}

#[tokio::test]
async fn what_is_typed_is_completed_from_the_collection() {
    let Some((_collection, server, browser)) = reading(Scripts::On, Screen::Desk).await else { return };
    let window = &browser.window;
    window.goto(server.address()).await.unwrap();
    let field = window.find(Locator::Css("input[name=q]")).await.unwrap();
    field.send_keys("the shel").await.unwrap();
    let option = Locator::Css("#completions option[value='the shelters']");
    window.wait().for_element(option).await.expect("a completion");
}

#[tokio::test]
async fn nothing_stands_out_sideways_on_a_phone() {
    let Some((collection, server, browser)) = reading(Scripts::On, Screen::Phone).await else { return };
    let window = &browser.window;
    let document = collection.json(["list"]).json()[0]["id"].as_str().unwrap().to_owned();
    for path in ["/".to_owned(), "/search?q=shelters+OR+albergues".to_owned(), format!("/documents/{document}")] {
        window.goto(&format!("{}{path}", server.address())).await.unwrap();
        let width = seen(window, "return [document.documentElement.scrollWidth, window.innerWidth]").await;
        let (page, screen) = (width[0].as_u64().unwrap(), width[1].as_u64().unwrap());
        assert!(screen <= 360 && page <= screen, "{path}: {page} wide on {screen}");
    }
    window.clone().close().await.unwrap();
}
