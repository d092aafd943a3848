//! A librarian in a browser: signs in by the address that was printed, sends files, sees each end, and puts a record right. With scripts
//! and without.

use fantoccini::{Client, Locator};

use crate::support::browser::{Browser, Screen, Scripts};
use crate::support::papers::{INFORME, WAITING, windows_1252};
use crate::support::program::Collection;
use crate::support::server::Server;

async fn text(window: &Client, selector: &str) -> String {
    window.wait().for_element(Locator::Css(selector)).await.expect(selector).text().await.unwrap()
}

async fn press(window: &Client, selector: &str) {
    window.wait().for_element(Locator::Css(selector)).await.expect(selector).click().await.unwrap();
}

/// Looks at the batch's page until all of its files are done. With scripts it renews itself.
async fn until_done(window: &Client, scripts: Scripts) {
    window.wait().for_element(Locator::Css("#batch")).await.expect("a batch's page");
    loop {
        let script = "return document.querySelector('#batch').hasAttribute('data-renew')";
        if window.execute(script, vec![]).await.unwrap() == false {
            return;
        }
        if matches!(scripts, Scripts::Off) {
            window.refresh().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_librarian_sends_files_and_puts_a_record_right() {
    for scripts in [Scripts::On, Scripts::Off] {
        let Some(browser) = Browser::open(scripts, Screen::Desk).await else { return };
        let window = &browser.window;
        let collection = Collection::new();
        let sent = [collection.write("waiting.md", WAITING), collection.write("informe.txt", windows_1252(INFORME))];
        let broken = collection.write("broken.pdf", "no PDF at all");
        let server = Server::start(&mut collection.command(["serve"]));
        window.goto(server.said["sign_in"].as_str().unwrap()).await.unwrap();
        assert_eq!(text(window, "h1").await, "Desk");

        let field = window.find(Locator::Css("#files")).await.unwrap();
        let paths: Vec<String> = sent.iter().chain([&broken]).map(|path| path.display().to_string()).collect();
        field.send_keys(&paths.join("\n")).await.unwrap();
        press(window, "#drop button").await;
        until_done(window, scripts).await;
        let counts = text(window, ".counts").await;
        assert!(counts.contains("2 indexed") && counts.contains("1 failed"), "{scripts:?}: {counts}");
        let failed = text(window, "tr.failed").await;
        assert!(failed.contains("broken.pdf") && failed.contains("PDF"), "{scripts:?}: {failed}");

        press(window, "tr.indexed a").await;
        press(window, "a[href$='/edit']").await;
        let title = window.wait().for_element(Locator::Css("#f-title")).await.unwrap();
        title.clear().await.unwrap();
        title.send_keys("Put right").await.unwrap();
        press(window, "form.sheet p button").await;
        assert_eq!(text(window, ".notice").await, "It is done.", "{scripts:?}");
        assert_eq!(text(window, "article h1").await, "Put right", "{scripts:?}");
        press(window, ".person button").await;
        window.wait().for_element(Locator::Css("body.home")).await.expect("signed out");
        assert!(window.find(Locator::Css("a[href='/desk']")).await.is_err(), "{scripts:?}");
        window.clone().close().await.unwrap();
    }
}
