//! What the statements of a document were read as before: an edit changes one line, and the others need not be read again.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::Context;

/// Answers kept of one reading. A document of 1 MB asks for some hundred thousand; what is more is read again each time.
const MOST: usize = 250_000;

thread_local! {
    static IN_USE: RefCell<Option<Arc<Memory>>> = const { RefCell::new(None) };
}

/// What was asked of one document and answered, in the order in which it was asked. Reading is a pure function, so it makes no
/// difference but for time. The next reading asks nearly the same in nearly the same order, so each answer is looked for where the
/// last one stood; what it does not ask for is forgotten: a memory grows with its document, not with the edits.
#[derive(Default)]
pub struct Memory(Mutex<Readings>);

#[derive(Default)]
struct Readings {
    /// Of the reading that goes on.
    now: Vec<Entry>,
    /// Of the one before; taken out as they are asked for again.
    before: Vec<Option<Entry>>,
    /// Where in `before` the next answer is looked for.
    next: usize,
    /// What was told about words, by the numbers that entries have.
    contexts: Vec<Context>,
}

struct Entry {
    question: &'static str,
    text: Box<str>,
    /// `None` where the text alone answers.
    context: Option<usize>,
    answer: Arc<dyn Any + Send + Sync>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Does `work`, in which this thread reads the document of this memory once more.
    pub fn during<T>(self: &Arc<Self>, work: impl FnOnce() -> T) -> T {
        struct Restore(Option<Arc<Memory>>);
        impl Drop for Restore {
            fn drop(&mut self) {
                let before = self.0.take();
                IN_USE.with(|m| *m.borrow_mut() = before);
            }
        }
        self.lock().begin();
        let _restore = Restore(IN_USE.with(|m| m.borrow_mut().replace(self.clone())));
        work()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Readings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Readings {
    /// A document has few contexts; that of an earlier text is of no use again.
    const CONTEXTS: usize = 8;
    /// So many answers are looked at before a question counts as new: those of a few dozen lines.
    const WINDOW: usize = 512;

    fn begin(&mut self) {
        if self.contexts.len() > Readings::CONTEXTS {
            *self = Readings::default();
        }
        self.before.clear();
        self.before.extend(self.now.drain(..).map(Some));
        self.next = 0;
    }

    /// The number of a context.
    fn context(&mut self, context: &Context) -> usize {
        self.contexts.iter().position(|known| known == context).unwrap_or_else(|| {
            self.contexts.push(context.clone());
            self.contexts.len() - 1
        })
    }

    fn find(
        &mut self,
        question: &'static str,
        context: Option<usize>,
        text: &str,
    ) -> Option<Arc<dyn Any + Send + Sync>> {
        let fits = |e: &Entry| e.context == context && *e.text == *text && e.question == question;
        let ahead = self.before.get_mut(self.next..)?.iter_mut().take(Readings::WINDOW);
        let (skipped, found) = ahead.enumerate().find(|(_, entry)| entry.as_ref().is_some_and(fits))?;
        self.next += skipped + 1;
        let entry = found.take()?;
        let answer = entry.answer.clone();
        self.now.push(entry);
        Some(answer)
    }

    fn keep(&mut self, entry: Entry) {
        if self.now.len() < MOST {
            self.now.push(entry);
        }
    }
}

/// Whether this thread reads with a memory.
pub(super) fn is_remembering() -> bool {
    IN_USE.with(|memory| memory.borrow().is_some())
}

/// The answer to `question` about `text`: from memory where this thread has one, else read. The answer must follow from
/// `text` alone, and a question must always have answers of one type.
pub fn recall<T>(question: &'static str, text: &str, read: impl FnOnce() -> T) -> T
where
    T: Clone + Send + Sync + 'static,
{
    answer(question, text, None, read)
}

/// The same for an answer that follows from `text` and `context`.
pub(super) fn recall_in<T>(context: &Context, question: &'static str, text: &str, read: impl FnOnce() -> T) -> T
where
    T: Clone + Send + Sync + 'static,
{
    answer(question, text, Some(context), read)
}

fn answer<T>(question: &'static str, text: &str, context: Option<&Context>, read: impl FnOnce() -> T) -> T
where
    T: Clone + Send + Sync + 'static,
{
    let Some(memory) = IN_USE.with(|m| m.borrow().clone()) else { return read() };
    let (number, known) = {
        let mut readings = memory.lock();
        let number = context.map(|context| readings.context(context));
        (number, readings.find(question, number, text))
    };
    if let Some(answer) = known.and_then(|a| a.downcast_ref::<T>().cloned()) {
        return answer;
    }
    let answer = read();
    memory.lock().keep(Entry { question, text: text.into(), context: number, answer: Arc::new(answer.clone()) });
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
            recall_in(context, question, text, || {
                *reads.borrow_mut() += 1;
                format!("{question} {text} {:?}", context.user_words)
            })
        };
        let questions = [("a", "x", &plain), ("b", "x", &plain), ("a", "y", &plain), ("a", "x", &other)];
        let ask_all = |questions: &[(&'static str, &str, &Context)]| {
            memory.during(|| {
                for (question, text, context) in questions {
                    assert_eq!(ask(question, text, context), format!("{question} {text} {:?}", context.user_words));
                }
            });
            std::mem::take(&mut *reads.borrow_mut())
        };
        assert_eq!(ask_all(&questions), 4);
        assert_eq!(ask_all(&questions), 0, "asked for in the reading before");
        assert_eq!(
            ask_all(&[questions[0], ("a", "new", &plain), questions[2], questions[3]]),
            1,
            "one line is another"
        );
        assert_eq!(ask_all(&[questions[2], questions[3]]), 0, "lines are gone");
        assert_eq!(ask_all(&[questions[3], questions[2]]), 1, "lines have changed places");
        ask_all(&[questions[0]]);
        for n in 0..100 {
            memory.during(|| {
                ask("a", "x", &plain);
                ask("a", &n.to_string(), &Context { user_words: vec![n.to_string()], ..Context::default() });
            });
            let readings = memory.lock();
            assert!(readings.now.len() <= 2 && readings.before.len() <= 2, "what is not asked for is forgotten");
            assert!(readings.contexts.len() <= Readings::CONTEXTS + 2);
        }
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
