//! The workers beside lumenc: started when first needed, spoken to over pipes, started afresh after they fail.
//! Given by: the pipeline.
//! Gives: the solver channel of `verifier` and the code generator channel of `backend`.
//! Holds: a worker that dies, hangs or talks nonsense is an error value; it ends with lumenc, because its input closes.

use backend::emit::release;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use verifier::smt::{ChannelFailure, SolverChannel};

/// How long a worker may be silent. It may only turn an answer into "limit", never into another answer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A worker process, once it was started.
#[derive(Debug)]
pub struct Worker {
    executable: PathBuf,
    running: Option<Running>,
    /// It was silent for too long once: it is not asked again.
    silent: bool,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    answers: Receiver<io::Result<Option<Vec<u8>>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // A worker that has ended cannot be killed, and that is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Worker {
    /// The solver worker: `lumenc-z3` beside this executable, or what the variable `LUMENC_Z3` names.
    /// It need not be trusted: no answer of a solver is a proof.
    #[must_use]
    pub fn solver() -> Self {
        match std::env::var_os("LUMENC_Z3") {
            Some(path) => Worker { executable: path.into(), running: None, silent: false },
            None => Worker::beside("lumenc-z3"),
        }
    }

    /// The release code generator: `lumenc-llvm` beside this executable.
    #[must_use]
    pub fn generator() -> Self {
        Worker::beside("lumenc-llvm")
    }

    fn beside(name: &str) -> Self {
        let folder = std::env::current_exe().ok().and_then(|path| path.parent().map(PathBuf::from));
        Worker { executable: folder.unwrap_or_default().join(name), running: None, silent: false }
    }

    /// Sends bytes, after starting the worker if it does not run, and waits for a message.
    fn exchange(&mut self, request: &[u8]) -> Result<Vec<u8>, Failure> {
        if self.silent {
            return Err(Failure::Silent);
        }
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(start(&self.executable).map_err(Failure::Absent)?),
        };
        let answer = speak(running, request);
        if let Err(failure) = &answer {
            self.silent = matches!(failure, Failure::Silent);
            self.running = None;
        }
        answer
    }
}

/// How a worker failed.
enum Failure {
    Absent(io::Error),
    Died,
    Silent,
    Malformed,
}

fn start(executable: &PathBuf) -> io::Result<Running> {
    let mut child = Command::new(executable)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", executable.display())))?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let (sender, answers) = channel();
    // The thread ends when the worker's output ends, or when nobody listens any more.
    std::thread::Builder::new().spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let answer = release::receive(&mut output);
            let last = !matches!(answer, Ok(Some(_)));
            if sender.send(answer).is_err() || last {
                break;
            }
        }
    })?;
    Ok(Running { child, input, answers })
}

fn speak(running: &mut Running, request: &[u8]) -> Result<Vec<u8>, Failure> {
    running.input.write_all(request).and_then(|()| running.input.flush()).map_err(|_| Failure::Died)?;
    match running.answers.recv_timeout(PATIENCE) {
        Ok(Ok(Some(answer))) => Ok(answer),
        Ok(Ok(None)) | Err(RecvTimeoutError::Disconnected) => Err(Failure::Died),
        Ok(Err(_)) => Err(Failure::Malformed),
        Err(RecvTimeoutError::Timeout) => Err(Failure::Silent),
    }
}

impl SolverChannel for Worker {
    fn ask(&mut self, limit: u32, text: &str) -> Result<String, ChannelFailure> {
        let request = format!("{limit} {}\n{text}", text.len());
        let answer = self.exchange(request.as_bytes()).map_err(|failure| match failure {
            Failure::Absent(_) => ChannelFailure::Absent,
            Failure::Died => ChannelFailure::Died,
            Failure::Silent => ChannelFailure::Silent,
            Failure::Malformed => ChannelFailure::Malformed,
        })?;
        String::from_utf8(answer).map_err(|_| ChannelFailure::Malformed)
    }
}

impl release::Channel for Worker {
    fn exchange(&mut self, request: &[u8]) -> io::Result<Vec<u8>> {
        let mut message = Vec::with_capacity(request.len() + 16);
        release::send(&mut message, request)?;
        Worker::exchange(self, &message).map_err(|failure| match failure {
            Failure::Absent(error) => error,
            Failure::Died => io::Error::other("it ended before it answered"),
            Failure::Silent => io::Error::other("it does not answer"),
            Failure::Malformed => io::Error::other("its answer is not a message"),
        })
    }
}

/// The system linker, through the C compiler.
#[derive(Debug)]
pub struct SystemLinker;

impl backend::link::Linker for SystemLinker {
    fn link(&mut self, object: &[u8], archive: &[u8]) -> io::Result<Vec<u8>> {
        let folder = tempfile::tempdir()?;
        let [object_path, archive_path, output] =
            ["program.o", "libruntime.a", "program"].map(|name| folder.path().join(name));
        std::fs::write(&object_path, object)?;
        std::fs::write(&archive_path, archive)?;
        let done = Command::new("cc")
            .args([object_path.as_os_str(), archive_path.as_os_str(), "-o".as_ref(), output.as_os_str()])
            .args(backend::link::ARGUMENTS)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| io::Error::new(error.kind(), format!("cc: {error}")))?;
        if !done.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned()));
        }
        let mut binary = Vec::new();
        std::fs::File::open(output)?.read_to_end(&mut binary)?;
        Ok(binary)
    }
}
