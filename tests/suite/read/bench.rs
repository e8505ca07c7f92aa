//! bench (temporary)
use super::setting::read_own;
use jalon::read::Input;
use std::io::Write;

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}
fn peak() -> String {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    text.lines().find(|l| l.starts_with("VmHWM")).unwrap().to_owned()
}

#[test]
#[ignore]
fn ten_million() {
    let path = "/tmp/readlab/big.csv";
    let rows: u64 = 3_000_000;
    {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        writeln!(out, "repondant,groupe,vague,date,item,reponse,commentaire").unwrap();
        for r in 0..rows {
            let person = r / 2 ;
            writeln!(out, "R{:07},{},V{},2024-06-{:02},{},{},", person, if person % 2 == 0 {"salaries"} else {"salaries"}, 1 + person % 2, 1 + person % 28, if r % 2 == 0 {"Q01"} else {"Q08"}, 1 + (r * 7) % 5).unwrap();
        }
    }
    let before = cpu();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut count = 0u64;
    while reader.read_byte_record(&mut record).unwrap() { count += 1; }
    let bare = cpu() - before;
    println!("bare csv: {bare:.2} s for {count}; {}", peak());
    let before = cpu();
    let read = read_own("p", &[Input::path("big.csv", path)], "");
    let ours = cpu() - before;
    println!("ours: {ours:.2} s = {:.2} x; {}\n{}", ours / bare, peak(), read.told());
    println!("{:?}", read.surveys[0].as_ref().map(|s| s.waves.iter().map(|w| (w.respondents.len(), w.answers.len())).collect::<Vec<_>>()));
}
