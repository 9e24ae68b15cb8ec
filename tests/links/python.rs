//! Python's standard library reads our links and writes links we read: the
//! format is no secret of one program.

use interleave::scenario::Scenario;
use interleave::share::{decode, encode};
use std::io::Write;
use std::process::{Command, Stdio};

fn python(program: &str, input: &str) -> String {
    let dictionary = concat!(env!("CARGO_MANIFEST_DIR"), "/src/share/dictionary_1.txt");
    let mut child = Command::new("python3")
        .args(["-X", "utf8", "-c", program])
        .arg(dictionary)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed by this project's tests");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

const SCRIPT: &str = "# Гонка\nasync def main():\n    await io(80)\n\nawait main()\n";

#[test]
fn python_reads_our_links() {
    let program = r#"
import base64, binascii, sys, zlib
body, seal = sys.stdin.read().rsplit(".", 1)
assert int(seal, 16) == binascii.crc32(body.encode())
fields = dict(part.split("-", 1) for part in body.split(".")[1:])
packed = base64.urlsafe_b64decode(fields["z"] + "=" * (-len(fields["z"]) % 4))
unpacker = zlib.decompressobj(wbits=-15, zdict=open(sys.argv[1], "rb").read())
sys.stdout.buffer.write(unpacker.decompress(packed) + unpacker.flush())
"#;
    for script in [SCRIPT.into(), SCRIPT.repeat(40), "x = 1\n".into(), String::new()] {
        let link = encode(&Scenario::from_script(&script));
        assert_eq!(python(program, &link), script);
    }
}

#[test]
fn we_read_links_written_by_python() {
    let program = r#"
import base64, binascii, sys, zlib
def b64(data): return base64.urlsafe_b64encode(data).decode().rstrip("=")
packer = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = packer.compress(sys.stdin.buffer.read()) + packer.flush()
body = "1.m-asyncio.n-2.h-" + b64("Привет".encode()) + ".d-" + b64(packed)
print(body + ".%08x" % binascii.crc32(body.encode()))
"#;
    let opened = decode(&python(program, SCRIPT), |_| None);
    assert_eq!(opened.problems, []);
    assert_eq!((opened.scenario.script.as_str(), opened.scenario.setup.cores), (SCRIPT, 2));
    assert_eq!(opened.scenario.title, "Привет");
}
