//! What statements were read as before: an edit changes one line, and the others need not be read again.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use super::Context;

/// Answers kept in each of two generations. A document of 200 kB asks for some five thousand.
const GENERATION: usize = 20_000;

thread_local! {
    static IN_USE: RefCell<Option<Arc<Memory>>> = const { RefCell::new(None) };
}

/// Answers by the text they were read from. Reading is a pure function, so it makes no difference but for time.
#[derive(Default)]
pub struct Memory(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: FxHashMap<u64, Entry>,
    old: FxHashMap<u64, Entry>,
}

/// What was asked is kept whole: two questions of one hash are two questions.
struct Entry {
    question: &'static str,
    text: Box<str>,
    context: Context,
    answer: Arc<dyn Any + Send + Sync>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Does `work`, in which this thread reads with this memory.
    pub fn during<T>(self: &Arc<Self>, work: impl FnOnce() -> T) -> T {
        struct Restore(Option<Arc<Memory>>);
        impl Drop for Restore {
            fn drop(&mut self) {
                let before = self.0.take();
                IN_USE.with(|m| *m.borrow_mut() = before);
            }
        }
        let _restore = Restore(IN_USE.with(|m| m.borrow_mut().replace(self.clone())));
        work()
    }

    fn find(&self, key: u64, matches: impl Fn(&Entry) -> bool) -> Option<Arc<dyn Any + Send + Sync>> {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = generations.young.get(&key) {
            return matches(entry).then(|| entry.answer.clone());
        }
        let entry = generations.old.remove(&key).filter(matches)?;
        let answer = entry.answer.clone();
        generations.keep(key, entry);
        Some(answer)
    }

    fn keep(&self, key: u64, entry: Entry) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(key, entry);
    }
}

impl Generations {
    /// What was not asked for during a whole generation is forgotten.
    fn keep(&mut self, key: u64, entry: Entry) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, entry);
    }
}

/// Whether this thread reads with a memory.
pub(super) fn is_remembering() -> bool {
    IN_USE.with(|memory| memory.borrow().is_some())
}

/// The answer to `question` about `text`: from memory where this thread has one, else read. The answer must follow from
/// `text` and `context` alone, and a question must always have answers of one type.
pub fn recall<T>(question: &'static str, text: &str, context: &Context, read: impl FnOnce() -> T) -> T
where
    T: Clone + Send + Sync + 'static,
{
    let Some(memory) = IN_USE.with(|m| m.borrow().clone()) else { return read() };
    let mut hasher = FxHasher::default();
    (question, text, &context.user_words, context.user_class, context.internal_users).hash(&mut hasher);
    let key = hasher.finish();
    let same = |e: &Entry| e.question == question && *e.text == *text && e.context == *context;
    if let Some(answer) = memory.find(key, same).and_then(|a| a.downcast_ref::<T>().cloned()) {
        return answer;
    }
    let answer = read();
    memory.keep(key, Entry { question, text: text.into(), context: context.clone(), answer: Arc::new(answer.clone()) });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_not_read_again_and_answers_are_not_mixed_up() {
        let memory = Arc::new(Memory::default());
        let (plain, other) = (Context::default(), Context { user_words: vec!["nurses".into()], ..Context::default() });
        let reads = RefCell::new(0);
        let ask = |question, text: &str, context: &Context| {
            recall(question, text, context, || {
                *reads.borrow_mut() += 1;
                format!("{question} {text} {:?}", context.user_words)
            })
        };
        memory.during(|| {
            for _ in 0..3 {
                for (question, text, context) in
                    [("a", "x", &plain), ("b", "x", &plain), ("a", "y", &plain), ("a", "x", &other)]
                {
                    assert_eq!(ask(question, text, context), format!("{question} {text} {:?}", context.user_words));
                }
            }
            assert_eq!(*reads.borrow(), 4);
            for n in 0..2 * GENERATION {
                ask("a", &n.to_string(), &plain);
            }
            assert!(memory.0.lock().unwrap().young.len() <= GENERATION);
        });
        let before = *reads.borrow();
        ask("a", "x", &plain);
        assert_eq!(*reads.borrow(), before + 1, "no memory is in use");
    }

    #[test]
    fn a_reading_from_memory_is_the_reading() {
        let memory = Arc::new(Memory::default());
        for text in ["Interview nurses every week", "Order the product backlog", ""] {
            let fresh = super::super::read(text, &Context::default());
            let (first, second) = memory.during(|| {
                (super::super::read(text, &Context::default()), super::super::read(text, &Context::default()))
            });
            assert_eq!((&first, &second), (&fresh, &fresh));
        }
    }
}
