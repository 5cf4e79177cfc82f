//! A mail server for tests: STARTTLS with a certificate of its own, and every way of not doing its part.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore},
    task::JoinSet,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Takes every letter.
    Takes,
    /// Takes the text and answers only when [`Sink::let_go`] is called.
    Slow,
    /// Takes the text, keeps it, and hangs up without an answer.
    HangsUpAfterText,
    /// Answers RCPT with this code.
    Says(u16),
    /// Greets with this code.
    Greets(u16),
    /// Knows no STARTTLS.
    WithoutTls,
    /// TLS from the first byte.
    TlsAtOnce,
}

/// A letter as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Address of RCPT.
    pub to: String,
    /// Headers and body.
    pub raw: String,
}

impl Received {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }

    /// The whole mail with quoted-printable undone, so that words can be looked for.
    pub fn readable(&self) -> String {
        let joined = self.raw.replace("=\r\n", "");
        let mut bytes = Vec::with_capacity(joined.len());
        let mut rest = joined.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            let hex = (*first == b'=').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
            match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                None => {
                    bytes.push(*first);
                    rest = after;
                }
            }
        }
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    }
}

struct State {
    mode: Mutex<Mode>,
    letters: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    arrived: Notify,
    gate: Semaphore,
    tls: TlsAcceptor,
}

/// The mail server; it falls silent when it is dropped.
pub struct Sink {
    state: Arc<State>,
    address: SocketAddr,
    folder: TempDir,
    doors: JoinSet<()>,
}

impl Sink {
    /// Opens a server that behaves so.
    pub async fn open(mode: Mode) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tls = certificate(&folder);
        let state = Arc::new(State {
            mode: Mutex::new(mode),
            letters: Mutex::default(),
            connections: AtomicUsize::default(),
            arrived: Notify::new(),
            gate: Semaphore::new(0),
            tls,
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mut sink = Self { state, address, folder, doors: JoinSet::new() };
        sink.doors.spawn(serve(listener, sink.state.clone()));
        sink
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The file with its certificate.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Behaves otherwise from now on.
    pub fn now(&self, mode: Mode) {
        *self.state.mode.lock().expect("the mode") = mode;
    }

    /// Dies: connections break, new ones are refused.
    pub async fn die(&mut self) {
        self.doors.shutdown().await;
    }

    /// Lives again, on the same port.
    pub async fn live(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the same port");
        self.doors.spawn(serve(listener, self.state.clone()));
    }

    /// What came in, in order.
    pub fn letters(&self) -> Vec<Received> {
        self.state.letters.lock().expect("the letters").clone()
    }

    /// The Message-IDs of what came in, in order.
    pub fn message_ids(&self) -> Vec<String> {
        self.letters().iter().map(|letter| letter.header("Message-ID").expect("a Message-ID")).collect()
    }

    /// The only letter.
    pub fn only_letter(&self) -> Received {
        let mut letters = self.letters();
        assert_eq!(letters.len(), 1, "one letter was expected");
        letters.remove(0)
    }

    /// How many connections there have been.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Waits until so many letters have come in.
    pub async fn has_received(&self, count: usize) {
        loop {
            let arrived = self.state.arrived.notified();
            if self.letters().len() >= count {
                return;
            }
            arrived.await;
        }
    }

    /// Lets a slow server answer once.
    pub fn let_go(&self) {
        self.state.gate.add_permits(1);
    }
}

fn certificate(folder: &TempDir) -> TlsAcceptor {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("a certificate");
    std::fs::write(folder.path().join("ca.pem"), made.cert.pem()).expect("a file");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key);
    TlsAcceptor::from(Arc::new(config.expect("a TLS server")))
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut visitors = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        state.connections.fetch_add(1, Ordering::SeqCst);
        let state = state.clone();
        visitors.spawn(async move {
            // A visitor who hangs up is no fault of the server.
            let _ = receive(stream, &state).await;
        });
    }
}

async fn receive(stream: TcpStream, state: &State) -> std::io::Result<()> {
    let mode = *state.mode.lock().expect("the mode");
    if mode == Mode::TlsAtOnce {
        let stream = state.tls.accept(stream).await?;
        return Dialogue::new(stream, state, false).greet().await.map(drop);
    }
    let plain = Dialogue::new(stream, state, mode != Mode::WithoutTls).greet().await?;
    let Some(stream) = plain else { return Ok(()) };
    let stream = state.tls.accept(stream).await?;
    Dialogue::new(stream, state, false).listen().await.map(drop)
}

/// One dialogue over one line, plain or protected.
struct Dialogue<'a, S> {
    stream: BufReader<S>,
    state: &'a State,
    offers_tls: bool,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Dialogue<'a, S> {
    fn new(stream: S, state: &'a State, offers_tls: bool) -> Self {
        Self { stream: BufReader::new(stream), state, offers_tls }
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await?;
        self.stream.get_mut().flush().await
    }

    async fn hear(&mut self) -> std::io::Result<Option<String>> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await?;
        Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
    }

    async fn greet(mut self) -> std::io::Result<Option<S>> {
        let mode = *self.state.mode.lock().expect("the mode");
        if let Mode::Greets(code) = mode {
            self.say(&format!("{code} not now")).await?;
            return Ok(None);
        }
        self.say("220 sink ready").await?;
        self.listen().await
    }

    /// Listens until the visitor leaves; gives the bare line back when it wants to be protected.
    async fn listen(mut self) -> std::io::Result<Option<S>> {
        let mut to = String::new();
        while let Some(line) = self.hear().await? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match verb.as_str() {
                "EHLO" if self.offers_tls => self.say("250-sink\r\n250 STARTTLS").await?,
                "STARTTLS" if self.offers_tls => {
                    self.say("220 go ahead").await?;
                    return Ok(Some(self.stream.into_inner()));
                }
                "MAIL" if self.offers_tls => self.say("530 first STARTTLS").await?,
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    let mode = *self.state.mode.lock().expect("the mode");
                    let answer = if let Mode::Says(code) = mode { format!("{code} <{to}> no") } else { "250 ok".to_owned() };
                    self.say(&answer).await?;
                }
                "DATA" => {
                    if !self.take(&to).await? {
                        return Ok(None);
                    }
                }
                "QUIT" => {
                    self.say("221 bye").await?;
                    return Ok(None);
                }
                _ => self.say("250 sink").await?,
            }
        }
        Ok(None)
    }

    /// Takes the text; tells `false` when the line is to be cut.
    async fn take(&mut self, to: &str) -> std::io::Result<bool> {
        self.say("354 go on").await?;
        let mut raw = String::new();
        while let Some(line) = self.hear().await? {
            if line == "." {
                break;
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
            raw.push_str("\r\n");
        }
        self.state.letters.lock().expect("the letters").push(Received { to: to.to_owned(), raw });
        self.state.arrived.notify_waiters();
        let mode = *self.state.mode.lock().expect("the mode");
        match mode {
            Mode::HangsUpAfterText => return Ok(false),
            Mode::Slow => self.state.gate.acquire().await.expect("a gate").forget(),
            _ => {}
        }
        self.say("250 taken").await?;
        Ok(true)
    }
}
