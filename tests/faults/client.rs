//! The smallest client: one request a connection, and no opinion when the line breaks.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{interval, timeout},
};

/// Longest wait for an answer or for a server that comes back.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request with the token of a program.
pub struct Request<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub token: &'a str,
    pub body: &'a str,
}

/// Status and body of an answer that came whole; nothing when the line broke.
pub async fn call(address: SocketAddr, request: &Request<'_>) -> Option<(u16, String)> {
    timeout(PATIENCE, call_once(address, request)).await.ok()?.ok()
}

async fn call_once(address: SocketAddr, Request { method, path, token, body }: &Request<'_>) -> std::io::Result<(u16, String)> {
    let mut line = TcpStream::connect(address).await?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         purpose: follow_up\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    line.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    line.read_to_string(&mut answer).await?;
    let whole = answer.split_once("\r\n\r\n").filter(|(head, body)| is_whole(head, body));
    let status = whole.and_then(|(head, _)| head.split(' ').nth(1)?.parse().ok());
    match (status, whole) {
        (Some(status), Some((_, body))) => Ok((status, body.to_owned())),
        _ => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

fn is_whole(head: &str, body: &str) -> bool {
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").and_then(|count| count.parse().ok()));
    length.is_none_or(|length: usize| body.len() == length)
}

/// Waits until the server answers again.
pub async fn is_up(address: SocketAddr) {
    let health = Request { method: "GET", path: "/healthz", token: "", body: "" };
    let mut tick = interval(Duration::from_millis(10));
    let up = async {
        while call(address, &health).await.is_none_or(|(status, _)| status != 200) {
            tick.tick().await;
        }
    };
    timeout(PATIENCE, up).await.expect("the server comes back");
}
