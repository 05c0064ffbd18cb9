using System.Globalization;
using System.Text;
using Parquet.Data;
using Parquet.Schema;

namespace Copypasta.Archives;

/// <summary>The values of a column in a row group, without those that are null.</summary>
internal abstract class ParquetValues : IDisposable
{
    public abstract RawColumnData Levels { get; }

    public abstract int Count { get; }

    /// <exception cref="InvalidDataException">They are no texts, numbers or times.</exception>
    public static ParquetValues Of(DataField field, RawColumnData data) => data switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => new Texts(texts),
        RawColumnData<ReadOnlyMemory<byte>> bytes => new Bytes(bytes),
        RawColumnData<DateTime> times => new Times(times),
        RawColumnData<bool> flags => new Flags(flags),
        RawColumnData<long> numbers => new Numbers<long>(numbers),
        RawColumnData<ulong> numbers => new Numbers<ulong>(numbers),
        RawColumnData<int> numbers => new Numbers<int>(numbers),
        RawColumnData<uint> numbers => new Numbers<uint>(numbers),
        RawColumnData<short> numbers => new Numbers<short>(numbers),
        RawColumnData<ushort> numbers => new Numbers<ushort>(numbers),
        RawColumnData<sbyte> numbers => new Numbers<sbyte>(numbers),
        RawColumnData<byte> numbers => new Numbers<byte>(numbers),
        RawColumnData<double> numbers => new Numbers<double>(numbers),
        RawColumnData<float> numbers => new Numbers<float>(numbers),
        RawColumnData<decimal> numbers => new Numbers<decimal>(numbers),
        RawColumnData<Guid> ids => new Numbers<Guid>(ids),
        _ => throw new InvalidDataException($"column {field.Path} is of a type ({field.ClrType.Name}) that is no text, number or time"),
    };

    /// <summary>Bytes that are enough for a value; 0 for an empty one.</summary>
    public abstract long MaxLength(int index);

    /// <summary>Writes a value as UTF-8; the bytes written.</summary>
    public abstract int Write(int index, Span<byte> destination);

    /// <summary>The value in Unix milliseconds, rounded down; false if it is none of the years that are read.</summary>
    public virtual bool TryGetTime(int index, out long milliseconds)
    {
        milliseconds = 0;
        return false;
    }

    public abstract void Dispose();

    private abstract class Typed<T>(RawColumnData<T> data) : ParquetValues
        where T : struct
    {
        public override RawColumnData Levels => data;

        public override int Count => data.Values.Length;

        protected T this[int index] => data.Values[index];

        public override void Dispose() => data.Dispose();
    }

    private sealed class Texts(RawColumnData<ReadOnlyMemory<char>> data) : Typed<ReadOnlyMemory<char>>(data)
    {
        public override long MaxLength(int index) => this[index].Length * 3L;

        public override int Write(int index, Span<byte> destination) => Encoding.UTF8.GetBytes(this[index].Span, destination);
    }

    private sealed class Bytes(RawColumnData<ReadOnlyMemory<byte>> data) : Typed<ReadOnlyMemory<byte>>(data)
    {
        public override long MaxLength(int index) => this[index].Length;

        public override int Write(int index, Span<byte> destination)
        {
            this[index].Span.CopyTo(destination);
            return this[index].Length;
        }
    }

    private sealed class Flags(RawColumnData<bool> data) : Typed<bool>(data)
    {
        public override long MaxLength(int index) => "false".Length;

        public override int Write(int index, Span<byte> destination) => Encoding.UTF8.GetBytes(this[index] ? "true" : "false", destination);
    }

    private sealed class Times(RawColumnData<DateTime> data) : Typed<DateTime>(data)
    {
        public override long MaxLength(int index) => "yyyy-MM-ddTHH:mm:ss.fffffff".Length;

        public override int Write(int index, Span<byte> destination)
            => this[index].TryFormat(destination, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) ? length : 0;

        public override bool TryGetTime(int index, out long milliseconds)
        {
            var ticks = this[index].Ticks - DateTime.UnixEpoch.Ticks;
            milliseconds = ticks / TimeSpan.TicksPerMillisecond;
            return ticks >= 0 && milliseconds < TimeText.End;
        }
    }

    /// <summary>Numbers with all the digits they have: a float that holds a large id shows its exponent, by which it is known as rounded.</summary>
    private sealed class Numbers<T>(RawColumnData<T> data) : Typed<T>(data)
        where T : struct, IUtf8SpanFormattable
    {
        private const int MaxBytes = 40;

        public override long MaxLength(int index) => MaxBytes;

        public override int Write(int index, Span<byte> destination)
            => this[index].TryFormat(destination, out var length, default, CultureInfo.InvariantCulture) ? length : 0;
    }
}
