fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t = std::time::Instant::now();
    let mut package = holdfast_intake::Package::open(std::path::Path::new(&a[1])).unwrap();
    use holdfast_workforce::id::*;
    let mut ids = CountingIds::default();
    let (mut rows, mut read, mut plan, mut n) = (0, 0.0, 0.0, 0);
    let mut t1 = std::time::Instant::now();
    for p in package.authorities() {
        read += t1.elapsed().as_secs_f64();
        rows += p.row_count();
        let t2 = std::time::Instant::now();
        let w = holdfast_workforce::Workforce::empty(AuthorityId(ids.next_id()));
        let r = holdfast_intake::plan(&p, &w, &mut ids);
        n += r.changes.len();
        plan += t2.elapsed().as_secs_f64();
        if a.len() > 2 {
            let t3 = std::time::Instant::now();
            let after = w.with(&r.changes, 0);
            println!("with {:.3}", t3.elapsed().as_secs_f64());
            let f = holdfast_workforce::check::check(&w, &after, &r.touched());
            println!("check {:.3} {}", t3.elapsed().as_secs_f64(), f.len());
        }
        drop(r); drop(p);
        t1 = std::time::Instant::now();
    }
    println!("rows {rows} changes {n} read {read:.2} plan {plan:.2} total {:.2}", t.elapsed().as_secs_f64());
    println!("{}", std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
