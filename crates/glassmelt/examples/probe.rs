use std::io::BufRead;
fn main() {
    for l in std::io::stdin().lock().lines() {
        let l = l.unwrap();
        let p: Vec<&str> = l.split(' ').collect();
        let x: f64 = p[1].parse().unwrap();
        use glassmelt::special::*;
        let v = match p[0] {
            "e1" => e1(x),
            "ei" => ei(x),
            "li" => li(x),
            "F" => flow_primitive(x),
            "Finv" => flow_primitive_inverse(x),
            "e1inv" => e1_inverse(x),
            "e1s" => e1_scaled(x),
            _ => panic!(),
        };
        println!("{:e}", v);
    }
}
