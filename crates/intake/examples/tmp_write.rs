fn main() {
    let a: Vec<String> = std::env::args().collect();
    let (w, p) = holdfast_intake::read_workforces(std::path::Path::new(&a[1])).unwrap();
    for p in p { println!("{p}"); }
    holdfast_intake::write_package(&w[0], std::path::Path::new(&a[2])).unwrap();
    std::fs::write(format!("{}.xlsx", a[2]), holdfast_intake::package_workbook(&w[0]).unwrap()).unwrap();
    std::fs::write(format!("{}.zip", a[2]), holdfast_intake::package_archive(&w[0]).unwrap()).unwrap();
}
