//! Regular forms of English words, in British and American spelling.

use crate::prose::lexicon::pos;
use crate::prose::words::flag;

/// Regular forms of `base`, in British and American spelling.
pub(super) fn inflect(base: &str, pos: u16, buffer: &mut String, add: &mut impl FnMut(&str, u16)) {
    let bytes = base.as_bytes();
    let last = bytes.last().copied().unwrap_or(b' ');
    let before = bytes.len().checked_sub(2).map_or(b' ', |i| bytes[i]);
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let ise = base.ends_with("ise") || base.ends_with("isation");
    let our = base.len() > 5 && base.ends_with("our");
    let mut spelled = |form: &str, bits: u16| {
        add(form, bits);
        if let Some(at) = ise.then(|| form.rfind("is")).flatten() {
            let mut other = [0u8; 48];
            if form.len() <= 48 {
                other[..form.len()].copy_from_slice(form.as_bytes());
                other[at + 1] = b'z';
                if let Ok(text) = std::str::from_utf8(&other[..form.len()]) {
                    add(text, bits);
                }
            }
        } else if let Some(at) = our.then(|| form.find("our")).flatten() {
            let mut other = String::with_capacity(form.len());
            other.push_str(&form[..at + 1]);
            other.push_str(&form[at + 2..]);
            add(&other, bits);
        }
    };
    let mut with = |stem: &str, ending: &str, bits: u16| {
        buffer.clear();
        buffer.push_str(stem);
        buffer.push_str(ending);
        spelled(buffer, bits);
    };
    with(base, "", 0);
    // Third person and plural.
    if last == b'y' && !vowel(before) {
        with(&base[..base.len() - 1], "ies", flag::S);
    } else if matches!(last, b's' | b'x' | b'z') || base.ends_with("ch") || base.ends_with("sh") {
        with(base, "es", flag::S);
    } else {
        with(base, "s", flag::S);
    }
    if pos & pos::VERB == 0 && pos != 0 {
        return;
    }
    let third = bytes.len().checked_sub(3).map_or(b' ', |i| bytes[i]);
    let syllables = bytes.iter().zip(bytes.iter().skip(1)).filter(|(a, b)| vowel(**a) && !vowel(**b)).count();
    let doubles = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(before) && !vowel(third);
    let long = matches!(
        base,
        "commit" | "submit" | "transfer" | "refer" | "control" | "admit" | "occur" | "defer" | "debug" | "embed"
    );
    if last == b'e' {
        let cut = &base[..base.len() - 1];
        with(cut, "ed", flag::ED);
        with(cut, "ing", flag::ING);
    } else if last == b'y' && !vowel(before) {
        with(&base[..base.len() - 1], "ied", flag::ED);
        with(base, "ing", flag::ING);
    } else if doubles && (syllables <= 1 || long) {
        let mut double = String::from(base);
        double.push(char::from(last));
        with(&double, "ed", flag::ED);
        with(&double, "ing", flag::ING);
    } else {
        with(base, "ed", flag::ED);
        with(base, "ing", flag::ING);
        if base.ends_with("el") {
            let mut double = String::from(base);
            double.push('l');
            with(&double, "ed", flag::ED);
            with(&double, "ing", flag::ING);
        }
    }
}
