//! Lets the blocks of a document flow over pages, line by line, and builds the tags that tell their order.

use std::num::NonZeroU16;

use krilla::{
    Document as Pdf, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::Point,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    tagging::{ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree},
    text::TextDirection,
};

use super::{
    Block, Document,
    letters::{Weight, broken, printable},
};

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 56.0;
const TEXT: f32 = 10.0;
const HEADING: f32 = 13.0;
const TITLE: f32 = 18.0;
const FOOT: f32 = 8.0;
/// Between lines, as a share of the size.
const LEADING: f32 = 1.45;
const INDENT: f32 = 14.0;
const GAP: f32 = 8.0;

/// One line of text on a page.
struct Run {
    at: (f32, f32),
    text: String,
    weight: Weight,
    size: f32,
    /// Which leaf of the tag tree it belongs to.
    leaf: usize,
}

/// A document laid out: pages of runs, and the tree that names their leaves.
struct Layout {
    pages: Vec<Vec<Run>>,
    y: f32,
    leaves: usize,
    /// Each heading with its page and how far down it stands, for the outline.
    headings: Vec<(String, usize, f32)>,
}

impl Layout {
    fn new() -> Self {
        Self { pages: vec![Vec::new()], y: MARGIN, leaves: 0, headings: Vec::new() }
    }

    fn leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    /// Begins a page where there is no room for so many points.
    fn need(&mut self, height: f32) {
        if self.y + height > PAGE.1 - MARGIN - 2.0 * FOOT {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    fn run(&mut self, (x, y): (f32, f32), (weight, size): (Weight, f32), text: String, leaf: usize) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Run { at: (x, y + size), text, weight, size, leaf });
        }
    }

    /// Sets a text in lines; gives its leaf.
    fn text(&mut self, text: &str, style: (Weight, f32), indent: f32) -> usize {
        let leaf = self.leaf();
        for line in broken(text, style, PAGE.0 - 2.0 * MARGIN - indent) {
            self.need(style.1 * LEADING);
            let at = (MARGIN + indent, self.y);
            self.run(at, style, line, leaf);
            self.y += style.1 * LEADING;
        }
        leaf
    }

    /// Sets a heading, which the outline leads to.
    fn heading(&mut self, text: &str, level: u16, size: f32) -> Branch {
        // A heading never stands alone at the foot of a page.
        self.need(size * LEADING + 3.0 * TEXT * LEADING);
        self.headings.push((text.to_owned(), self.pages.len() - 1, self.y));
        Branch::Heading(level, text.to_owned(), self.text(text, (Weight::Bold, size), 0.0))
    }

    /// Sets a row of cells side by side; gives the leaf of each.
    fn row(&mut self, cells: &[String], weight: impl Fn(usize) -> Weight) -> Vec<usize> {
        let widths = widths(cells.len());
        let set: Vec<Vec<String>> =
            cells.iter().zip(&widths).enumerate().map(|(at, (cell, width))| broken(cell, (weight(at), TEXT), width - GAP)).collect();
        let lines = set.iter().map(Vec::len).max().unwrap_or(1);
        self.need(lines_height(lines));
        let (mut x, mut leaves) = (MARGIN, Vec::new());
        for (at, (cell, width)) in set.into_iter().zip(&widths).enumerate() {
            let leaf = self.leaf();
            for (number, line) in cell.into_iter().enumerate() {
                let y = self.y + lines_height(number);
                self.run((x, y), (weight(at), TEXT), line, leaf);
            }
            x += width;
            leaves.push(leaf);
        }
        self.y += lines_height(lines) + GAP / 2.0;
        leaves
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of lines on a page")]
fn lines_height(lines: usize) -> f32 {
    lines as f32 * TEXT * LEADING
}

/// The first column is as wide as two others.
#[expect(clippy::cast_precision_loss, reason = "counts of columns")]
fn widths(columns: usize) -> Vec<f32> {
    let part = (PAGE.0 - 2.0 * MARGIN) / (columns as f32 + 1.0);
    (0..columns).map(|at| if at == 0 { 2.0 * part } else { part }).collect()
}

/// A node of the tag tree before its leaves have their place on a page.
enum Branch {
    Heading(u16, String, usize),
    Leaf(Kind, usize),
    Group(Kind, Vec<Branch>),
}

#[derive(Clone, Copy)]
enum Kind {
    Paragraph,
    List,
    Item,
    Body,
    Table,
    Row,
    Head,
    RowHead,
    Cell,
}

fn lay_out(document: &Document) -> (Layout, Vec<Branch>) {
    let mut layout = Layout::new();
    let mut tree = vec![layout.heading(&document.title, 1, TITLE)];
    layout.y += GAP;
    for block in &document.blocks {
        let branch = lay_block(&mut layout, block);
        tree.push(branch);
        layout.y += GAP;
    }
    (layout, tree)
}

fn lay_block(layout: &mut Layout, block: &Block) -> Branch {
    match block {
        Block::Heading(text) => layout.heading(text, 2, HEADING),
        Block::Paragraph(text) => Branch::Leaf(Kind::Paragraph, layout.text(text, (Weight::Regular, TEXT), 0.0)),
        Block::List(items) => {
            let item = |text: &String| {
                let body = Branch::Leaf(Kind::Body, layout.text(&format!("– {text}"), (Weight::Regular, TEXT), INDENT));
                Branch::Group(Kind::Item, vec![body])
            };
            Branch::Group(Kind::List, items.iter().map(item).collect())
        }
        Block::Table { head, rows } => lay_table(layout, head, rows),
    }
}

fn lay_table(layout: &mut Layout, head: &[String], rows: &[Vec<String>]) -> Branch {
    let row_of = |leaves: Vec<usize>, kind: &dyn Fn(usize) -> Kind| {
        let cell = |(at, leaf): (usize, usize)| Branch::Leaf(kind(at), leaf);
        Branch::Group(Kind::Row, leaves.into_iter().enumerate().map(cell).collect())
    };
    let mut branches = vec![row_of(layout.row(head, |_| Weight::Bold), &|_| Kind::Head)];
    for row in rows {
        let leaves = layout.row(row, |at| if at == 0 { Weight::Bold } else { Weight::Regular });
        branches.push(row_of(leaves, &|at| if at == 0 { Kind::RowHead } else { Kind::Cell }));
    }
    Branch::Group(Kind::Table, branches)
}

/// The bytes of the PDF, checked for PDF/UA-1.
///
/// # Errors
/// The check says no.
pub fn render(document: &Document) -> Result<Vec<u8>, String> {
    written(document, true)
}

/// The same without compression, to be looked into.
#[cfg(test)]
pub(super) fn plain(document: &Document) -> Result<Vec<u8>, String> {
    written(document, false)
}

fn written(document: &Document, compress: bool) -> Result<Vec<u8>, String> {
    let checked = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = checked.map_err(|why| format!("{why:?}"))?;
    let settings = SerializeSettings { configuration, compress_content_streams: compress, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut metadata = Metadata::new().language(document.language.to_owned()).creator("Brobygger".to_owned());
    if !document.title.trim().is_empty() {
        metadata = metadata.title(document.title.clone());
    }
    pdf.set_metadata(metadata);
    let (layout, tree) = lay_out(document);
    pdf.set_outline(outline(&layout));
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); layout.leaves];
    let pages = layout.pages.len();
    for (number, runs) in layout.pages.iter().enumerate() {
        set_page(&mut pdf, runs, &mut leaves, &format!("{} · {}/{pages}", document.foot, number + 1))?;
    }
    let mut tags = TagTree::new().with_lang(Some(document.language.to_owned()));
    for branch in tree {
        tags.push(node(branch, &mut leaves));
    }
    pdf.set_tag_tree(tags);
    pdf.finish().map_err(|why| format!("{why:?}"))
}

fn outline(layout: &Layout) -> Outline {
    let mut outline = Outline::new();
    for (text, page, y) in &layout.headings {
        outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(MARGIN, *y))));
    }
    outline
}

fn set_page(pdf: &mut Pdf, runs: &[Run], leaves: &mut [Vec<Identifier>], foot: &str) -> Result<(), String> {
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or("no page")?;
    let mut page = pdf.start_page_with(settings);
    let mut surface = page.surface();
    for run in runs {
        let font = run.weight.font().ok_or("no font")?;
        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        surface.draw_text(Point::from_xy(run.at.0, run.at.1), font, run.size, &run.text, false, TextDirection::LeftToRight);
        surface.end_tagged();
        if let Some(leaf) = leaves.get_mut(run.leaf) {
            leaf.push(id);
        }
    }
    surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Footer)));
    let font = Weight::Regular.font().ok_or("no font")?;
    let text = printable(foot, Weight::Regular);
    surface.draw_text(Point::from_xy(MARGIN, PAGE.1 - MARGIN + FOOT), font, FOOT, &text, false, TextDirection::LeftToRight);
    surface.end_tagged();
    surface.finish();
    page.finish();
    Ok(())
}

fn group(kind: Kind, children: Vec<Node>) -> TagGroup {
    match kind {
        Kind::Paragraph => TagGroup::with_children(Tag::P, children),
        Kind::List => TagGroup::with_children(Tag::L(ListNumbering::None), children),
        Kind::Item => TagGroup::with_children(Tag::LI, children),
        Kind::Body => TagGroup::with_children(Tag::LBody, children),
        Kind::Table => TagGroup::with_children(Tag::Table, children),
        Kind::Row => TagGroup::with_children(Tag::TR, children),
        Kind::Head => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
        Kind::RowHead => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), children),
        Kind::Cell => TagGroup::with_children(Tag::TD, children),
    }
}

/// A branch with its leaves in place.
fn node(branch: Branch, leaves: &mut [Vec<Identifier>]) -> Node {
    let mut taken =
        |leaf: usize| -> Vec<Node> { leaves.get_mut(leaf).map(std::mem::take).unwrap_or_default().into_iter().map(Node::from).collect() };
    let (kind, children): (Kind, Vec<Node>) = match branch {
        Branch::Heading(level, title, leaf) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            return Node::from(TagGroup::with_children(Tag::Hn(level, Some(title)), taken(leaf)));
        }
        Branch::Leaf(kind, leaf) => (kind, taken(leaf)),
        Branch::Group(kind, branches) => (kind, branches.into_iter().map(|branch| node(branch, leaves)).collect()),
    };
    Node::from(group(kind, children))
}
