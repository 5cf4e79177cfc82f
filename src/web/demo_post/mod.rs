//! `/demo/post`: the mailbox of a demo, on this machine only; elsewhere there is no such page.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};

use crate::{
    base::clock::Moment,
    state::AppState,
    use_cases::failure::OrNotFound,
    web::{error::PageError, extract::Visit, layout::Shell, page::Page},
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/demo/post", get(list)).route("/demo/post/{number}", get(open))
}

/// A letter in the list; its number counts from the oldest, so that it stays when others arrive.
struct LetterLine {
    number: usize,
    to: String,
    subject: String,
    written_at: Moment,
}

#[derive(Template)]
#[template(path = "demo_post/post.html")]
struct MailboxPage {
    shell: Shell,
    letters: Vec<LetterLine>,
}

/// A piece of a letter's text: words, or a link.
enum Piece {
    Words(String),
    Link { url: String, shown: String },
}

#[derive(Template)]
#[template(path = "demo_post/brev.html")]
struct LetterPage {
    shell: Shell,
    letter: LetterLine,
    pieces: Vec<Piece>,
}

fn shell(state: &AppState, visit: &Visit) -> Shell {
    visit.shell(&state.app.settings.municipality.name)
}

async fn list(State(state): State<AppState>, visit: Visit) -> Result<Page<MailboxPage>, PageError> {
    let mailbox = state.mailbox.as_ref().filter(|_| visit.is_at_this_machine).or_not_found()?;
    let kept = mailbox.letters();
    let lines = kept.iter().map(|letter| line_of(letter.number, (letter.to.clone(), letter.subject.clone(), letter.written_at)));
    let shell = shell(&state, &visit).title(visit.texts.text("demo-post-title"));
    Ok(Page(MailboxPage { shell, letters: lines.collect() }))
}

fn line_of(number: usize, (to, subject, written_at): (String, String, Moment)) -> LetterLine {
    LetterLine { number, to, subject, written_at }
}

async fn open(State(state): State<AppState>, Path(number): Path<usize>, visit: Visit) -> Result<Page<LetterPage>, PageError> {
    let mailbox = state.mailbox.as_ref().filter(|_| visit.is_at_this_machine).or_not_found()?;
    let kept = mailbox.letters();
    let letter = kept.iter().find(|letter| letter.number == number).or_not_found()?;
    let pieces = pieces(&letter.text, &state.app.settings.server.base());
    let home = visit.texts.text("demo-post-title");
    let shell = shell(&state, &visit).title(letter.subject.clone()).crumb(home, "/demo/post");
    let letter = line_of(number, (letter.to.clone(), letter.subject.clone(), letter.written_at));
    Ok(Page(LetterPage { shell, letter, pieces }))
}

/// Cuts a text where addresses of this server stand; they lead to this server under whichever name it was reached.
fn pieces(text: &str, base: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&format!("{base}/")) {
        let (before, from) = rest.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        pieces.push(Piece::Words(before.to_owned()));
        pieces.push(Piece::Link { url: address.trim_start_matches(base).to_owned(), shown: address.to_owned() });
        rest = after;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_server_become_links() {
        let text = "Se forslaget:\nhttp://127.0.0.1:8080/virksomhed/forslag/abc\nog https://evil.example/x\n";
        let links: Vec<String> = pieces(text, "http://127.0.0.1:8080")
            .into_iter()
            .filter_map(|piece| if let Piece::Link { url, .. } = piece { Some(url) } else { None })
            .collect();
        assert_eq!(links, ["/virksomhed/forslag/abc"]);
    }
}
