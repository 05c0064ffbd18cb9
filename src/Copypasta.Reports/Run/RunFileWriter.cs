using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Copypasta.Reports;

/// <summary>A file of a run that can be written in parts, several at once.</summary>
/// <param name="Name">One of <see cref="RunFolder.KnownFiles"/>.</param>
/// <param name="Parts">Number of parts, at least one.</param>
/// <param name="WritePart">Writes the part of a number to a stream of its own.</param>
public sealed record RunFile(string Name, int Parts, Action<Stream, int> WritePart);

/// <summary>Writes the files of a run part by part on several threads. The parts of a file reach it in order, so the threads do not change a byte.</summary>
public static class RunFileWriter
{
    // What a part may run ahead of those before it; beyond this it waits for its turn.
    private const int BufferBytes = 1 << 20;

    /// <summary>Writes and publishes all files.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="files">Begun in this order: what takes longest and has one part comes first.</param>
    /// <param name="threads">Threads to write with, at least 1; what a part starts on the current scheduler included. Each buffers at most 1 MiB.</param>
    /// <param name="cancellation">Stops the work once the parts under way are written.</param>
    /// <exception cref="RunFolderException">A file cannot be written.</exception>
    public static void Write(RunFolder folder, IReadOnlyList<RunFile> files, int threads, CancellationToken cancellation)
    {
        // The disk takes one file while the next is written.
        var publishing = new ConcurrentBag<Task>();

        // A part that has several threads work for it takes them from these.
        var all = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads);

        // Parts are handed out in order, so the part that has the turn is always under way and nobody waits for ever.
        try
        {
            try
            {
                Parallel.ForEach(
                    Partitioner.Create(Parts(folder, files, publishing), EnumerablePartitionerOptions.NoBuffering),
                    new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation, TaskScheduler = all.ConcurrentScheduler },
                    part => part.File.Write(part.Number));
            }
            finally
            {
                Task.WaitAll(publishing, CancellationToken.None);
            }
        }
        catch (AggregateException e)
        {
            // The first failure says why; the others follow from it.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }

    private static IEnumerable<(PartedFile File, int Number)> Parts(RunFolder folder, IReadOnlyList<RunFile> files, ConcurrentBag<Task> publishing)
    {
        foreach (var file in files)
        {
            var parted = new PartedFile(file, folder.OpenFile(file.Name), publishing);
            for (var part = 0; part < file.Parts; part++)
            {
                yield return (parted, part);
            }
        }
    }

    private sealed class PartedFile(RunFile file, RunFileStream stream, ConcurrentBag<Task> publishing)
    {
        private readonly object _gate = new();
        private int _turn;
        private bool _failed;

        public void Write(int part)
        {
            try
            {
                using var output = new PartStream(this, part);
                file.WritePart(output, part);
                output.Complete();
            }
            catch
            {
                Fail();
                throw;
            }
        }

        /// <summary>Waits until all parts before this one are in the file.</summary>
        /// <returns>The file, or null when an earlier part failed and nothing more is wanted.</returns>
        public RunFileStream? WaitForTurn(int part)
        {
            lock (_gate)
            {
                while (_turn != part && !_failed)
                {
                    Monitor.Wait(_gate);
                }

                return _failed ? null : stream;
            }
        }

        public void PassTurn()
        {
            bool last;
            lock (_gate)
            {
                last = ++_turn == file.Parts;
                Monitor.PulseAll(_gate);
            }

            if (last)
            {
                publishing.Add(Task.Factory.StartNew(stream.Publish, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            }
        }

        private void Fail()
        {
            // The file is left to its folder, which drops what is not published: another part may be writing.
            lock (_gate)
            {
                _failed = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Holds a part back until its turn has come, or until it is too long for that.</summary>
    private sealed class PartStream(PartedFile file, int part) : Stream
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        private RunFileStream? _file;
        private int _used;
        private bool _onTurn;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!_onTurn && buffer.Length > BufferBytes - _used)
            {
                TakeTurn();
            }

            if (_onTurn)
            {
                _file?.Write(buffer);
            }
            else
            {
                buffer.CopyTo(_buffer.AsSpan(_used));
                _used += buffer.Length;
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public void Complete()
        {
            if (!_onTurn)
            {
                TakeTurn();
            }

            if (_file is not null)
            {
                file.PassTurn();
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (_buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = [];
            base.Dispose(disposing);
        }

        private void TakeTurn()
        {
            _file = file.WaitForTurn(part);
            _file?.Write(_buffer.AsSpan(0, _used));
            _onTurn = true;
        }
    }
}
