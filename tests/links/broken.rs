//! What chats, mails and people do to links.

use interleave::scenario::{Key, Scenario};
use interleave::share::{Problem, decode, encode, encode_plain};
use interleave::words::{Lang, link_problem};

const SCRIPT: &str = "# Two downloads at once\ndef download(site):\n    io(80)\n    cpu(10)\n\n\
                      for site in [\"a\", \"b\"]:\n    spawn(download, site)\n";

fn scenario() -> Scenario {
    Scenario { title: "Two".into(), ..Scenario::from_script(SCRIPT) }
}

fn open(link: &str) -> (Scenario, Vec<Problem>) {
    let decoded = decode(link, |_| None);
    for problem in &decoded.problems {
        for &lang in Lang::ALL {
            assert!(!link_problem(problem, lang).is_empty());
        }
    }
    (decoded.scenario, decoded.problems)
}

#[test]
fn wrappings_do_no_harm() {
    let link = encode(&scenario());
    let half = link.len() / 2;
    for pasted in [
        link.clone(),
        format!("#{link}"),
        format!("  https://example.org/a/b/#{link}\n"),
        format!("<https://example.org/#{link}>"),
        format!("(see https://example.org/index.html?embed=1&lang=ru#{link})."),
        format!("“#{link}”, and tell me"),
        format!("#{link} and some words"),
        format!("see #5 and №1.2: https://example.org/#{link}"),
        format!("here it is: {link}"),
        format!("https://example.org/#{}\r\n  {}", &link[..half], &link[half..]),
        format!("https://example.org/#{}\u{200b}{}", &link[..half], &link[half..]),
        format!("https%3A%2F%2Fexample.org%2F%23{}", link.replace('.', "%2E")),
        format!("#{}", link.replace('-', "%252d")),
        format!("#{}", link.replace('.', "%2e").replace('_', "%5F")),
        format!("*#{link}*"),
    ] {
        assert_eq!(open(&pasted), (scenario(), vec![]), "{pasted}");
    }
}

#[test]
fn a_cut_link_shows_its_beginning() {
    let link = encode(&scenario());
    for end in 0..link.len() {
        let (opened, problems) = open(&link[..end]);
        assert!(!problems.is_empty(), "{end}");
        if end > 1 {
            assert_eq!(problems[0], Problem::Cut, "{end}: {}", &link[..end]);
        }
        assert!(SCRIPT.starts_with(&opened.script), "{end}");
    }
    let (opened, _) = open(&link[..link.len() - 3]);
    assert_eq!((opened.script.as_str(), opened.title.as_str()), (SCRIPT, "Two"));
    let (opened, _) = open(&link[..link.len() - 20]);
    assert!(opened.script.len() > 20, "{}", opened.script);
}

#[test]
fn a_cut_number_is_not_taken_for_a_whole_one() {
    let mut wide = scenario();
    wide.setup.cores = 64;
    let link = encode(&wide);
    let cut = &link[..link.find(".n-6").unwrap() + 4];
    assert_eq!(open(cut).0.setup.cores, 1);
}

#[test]
fn a_changed_character_is_noticed() {
    let link = encode(&scenario());
    for (i, c) in link.char_indices() {
        let other = if c == 'A' { 'B' } else { 'A' };
        let mut changed = link.clone();
        changed.replace_range(i..i + 1, &other.to_string());
        assert!(!open(&changed).1.is_empty(), "{changed}");
    }
    let changed = link.to_ascii_lowercase();
    assert_eq!(open(&changed).1[0], Problem::Damaged);
}

#[test]
fn what_is_no_link_is_no_link() {
    for text in
        ["", "#", "hello", "#about", "https://example.org/", "…", "%%%", "99", "1x.m-asyncio"]
    {
        assert_eq!(open(text), (Scenario::default(), vec![Problem::NoLink]), "{text}");
    }
}

fn sealed(body: &str) -> String {
    // `encode` is the only door to the checksum: borrow it from Python's zlib.
    let mut crc = !0u32;
    for byte in body.bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    format!("{body}.{:08x}", !crc)
}

#[test]
fn newer_things_are_named() {
    assert_eq!(open(&sealed("2.q-7")).1, [Problem::NewerFormat(2)]);
    assert_eq!(open(&sealed("1.s-9.p-")).1, [Problem::NewerSemantics(9)]);
    let bad = Problem::BadField { key: Key::Policy, value: "quantum__leap".into() };
    assert_eq!(open(&sealed("1.o-quantum__leap.p-")).1, [bad]);
    assert_eq!(open(&sealed("1.x-nobody")).1, [Problem::UnknownExample("nobody".into())]);
}

#[test]
fn unknown_fields_are_kept() {
    let (opened, problems) = open(&sealed("1.m-threads.n-2.q-7.zoom-a-b.p-"));
    assert_eq!(problems, []);
    assert_eq!(opened.unknown, [("q".into(), "7".into()), ("zoom".into(), "a-b".into())]);
    assert!(encode(&opened).contains(".q-7.zoom-a-b."));
    assert_eq!(open(&encode(&opened)), (opened, vec![]));
}

#[test]
fn settings_out_of_range_are_refused_one_by_one() {
    for field in ["n-0", "n-65", "n-2x", "n--1", "t-3", "f-0", "r-", "i-0ms", "k-2s_1s", "c-rich"] {
        let (opened, problems) = open(&sealed(&format!("1.{field}.m-asyncio.p-")));
        assert!(matches!(problems[..], [Problem::BadField { .. }]), "{field}: {problems:?}");
        assert_eq!(opened.setup.model.word(), "asyncio");
    }
}

#[test]
fn a_bomb_is_capped() {
    let huge = Scenario { script: "a".repeat(1_000_000), ..Scenario::default() };
    let link = encode(&huge);
    assert!(link.len() < 4_000, "a million letters in {} characters", link.len());
    let (opened, problems) = open(&link);
    assert_eq!(problems, [Problem::ScriptTooLong { most: 64 << 10 }]);
    assert_eq!(opened.script.len(), 64 << 10);
    let link = encode_plain(&huge);
    assert!(matches!(open(&link).1[..], [Problem::TooLong { .. }]));
    assert!(matches!(open(&"%31".repeat(100_000)).1[..], [Problem::TooLong { .. }]));
    let draft = interleave::share::decode_draft(&encode(&scenario()), |_| None);
    assert_eq!((draft.scenario, draft.problems), (scenario(), vec![]));
}

#[test]
fn a_script_of_no_text_keeps_the_text_before() {
    // "ok" and a byte that begins no letter.
    let (opened, problems) = open(&sealed("1.p-b2v_"));
    assert_eq!((opened.script.as_str(), &problems[..]), ("ok", &[Problem::NotText][..]));
}
