//! Prints what is read out of each line of standard input.

fn main() -> std::io::Result<()> {
    for line in std::io::stdin().lines() {
        let line = line?;
        let reading = rolelint::prose::read(&line, &rolelint::prose::Context::default());
        println!("{line}\n  {reading:?}");
        println!("  {:?}", rolelint::prose::read_decisions(&line));
    }
    Ok(())
}
