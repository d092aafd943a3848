//! Chromium, driven over WebDriver. Where there is none, the tests that need it say so in one line and pass over it, unless
//! APOSTILLE_REQUIRE_BROWSER is 1.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

/// What the page is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Desk,
    /// 360 pixels wide: a window of Chromium cannot be made this narrow, so it plays a phone.
    Phone,
}

/// A window, its driver and its profile; all gone when dropped.
pub struct Browser {
    pub window: Client,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// A window of its own; none where there is no Chromium.
    pub async fn open(scripts: Scripts, screen: Screen) -> Option<Browser> {
        let (Some(chromium), Some(chromedriver)) = (found("chromium"), found("chromedriver")) else {
            assert!(
                env::var("APOSTILLE_REQUIRE_BROWSER").as_deref() != Ok("1"),
                "no Chromium here, and it is required"
            );
            println!("no Chromium here: browser tests passed over");
            return None;
        };
        let profile = TempDir::new().unwrap();
        let (driver, address) = drive(&chromedriver);
        let wanted = capabilities(&chromium, &profile, scripts, screen);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let window = builder.capabilities(wanted).connect(&address).await.expect("Chromium starts");
        Some(Browser { window, driver, _profile: profile })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends its browser when it ends in order; killed, its browser's pipe closes and it ends too.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A program on PATH.
fn found(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Starts the driver on a port of the system's choice; its address.
fn drive(chromedriver: &PathBuf) -> (Child, String) {
    let mut driver =
        Command::new(chromedriver).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.find(|line| line.contains("started successfully on port")).expect("the driver says its port");
    let port: String = said.rsplit("port").next().unwrap().chars().filter(char::is_ascii_digit).collect();
    // Whatever else it prints is read, or the driver would wait for a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, format!("http://127.0.0.1:{port}"))
}

fn capabilities(chromium: &PathBuf, profile: &TempDir, scripts: Scripts, screen: Screen) -> Capabilities {
    let mut args: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,900",
        // Or a page would still be gliding to its place when it is looked at.
        "--force-prefers-reduced-motion",
    ]
    .map(str::to_owned)
    .into();
    args.push(format!("--user-data-dir={}", profile.path().display()));
    // 1 allows scripts, 2 forbids them (Chromium's content settings).
    let setting = if scripts == Scripts::On { 1 } else { 2 };
    let mut options = json!({
        "binary": chromium,
        "args": args,
        "prefs": {"profile.managed_default_content_settings.javascript": setting, "intl.accept_languages": "en"},
    });
    if screen == Screen::Phone {
        options["mobileEmulation"] = json!({"deviceMetrics": {"width": 360, "height": 740, "pixelRatio": 2.0}});
    }
    let mut wanted = Capabilities::new();
    wanted.insert("browserName".to_owned(), json!("chrome"));
    wanted.insert("goog:chromeOptions".to_owned(), options);
    wanted
}
