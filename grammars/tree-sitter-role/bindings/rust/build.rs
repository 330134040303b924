//! Compiles the generated parser, so that nobody who builds the crate needs the generator.

fn main() {
    let parser = "src/parser.c";
    cc::Build::new().std("c11").include("src").file(parser).warnings(false).compile("tree-sitter-role");
    println!("cargo:rerun-if-changed={parser}");
}
