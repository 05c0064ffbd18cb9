namespace Copypasta.Archives;

/// <summary>What the fields of a structure in Thrift's compact encoding must be, by number.</summary>
internal sealed class ThriftShape
{
    private readonly Dictionary<int, (int Type, int Element, ThriftShape? Shape, int? Place)> _fields = [];

    /// <summary>Adds a field of a plain type, or a structure.</summary>
    public ThriftShape With(int number, int type, ThriftShape? shape = null) => Add(number, (type, 0, shape, null));

    /// <summary>Adds a number, or a truth value, that is read.</summary>
    /// <param name="number">The field's number.</param>
    /// <param name="type">Its type.</param>
    /// <param name="place">Where it goes among the numbers read.</param>
    public ThriftShape WithNumber(int number, int type, int place) => Add(number, (type, 0, null, place));

    /// <summary>Adds a list.</summary>
    public ThriftShape WithList(int number, int element, ThriftShape? shape = null) => Add(number, (ThriftStructure.List, element, shape, null));

    /// <summary>What a field is, if its number is known.</summary>
    public bool TryGet(int number, out (int Type, int Element, ThriftShape? Shape, int? Place) field) => _fields.TryGetValue(number, out field);

    private ThriftShape Add(int number, (int Type, int Element, ThriftShape? Shape, int? Place) field)
    {
        _fields.Add(number, field);
        return this;
    }
}

/// <summary>
/// The structures with which a Parquet file describes itself and its pages. Source: apache/parquet-format 2.11, src/main/thrift/parquet.thrift, from FileMetaData and PageHeader down.
/// </summary>
internal static class ParquetShapes
{
    // The numbers that are read of a page's header.
    public const int PageType = 0;
    public const int PageBytes = 1;
    public const int StoredBytes = 2;
    public const int Values = 3;
    public const int ValuesV2 = 4;
    public const int DefinitionBytes = 5;
    public const int RepetitionBytes = 6;
    public const int IsCompressed = 7;
    public const int PageNumbers = 8;

    private const int Truth = ThriftStructure.Truth;
    private const int Int16 = ThriftStructure.Int16;
    private const int Int32 = ThriftStructure.Int32;
    private const int Int64 = ThriftStructure.Int64;
    private const int Binary = ThriftStructure.Binary;
    private const int Structure = ThriftStructure.Structure;

    private static readonly ThriftShape s_keyValue = new ThriftShape().With(1, Binary).With(2, Binary);

    private static readonly ThriftShape s_timeUnit = new ThriftShape().With(1, Structure).With(2, Structure).With(3, Structure);

    private static readonly ThriftShape s_zonedTime = new ThriftShape().With(1, Truth).With(2, Structure, s_timeUnit);

    private static readonly ThriftShape s_logicalType = new ThriftShape()
        .With(1, Structure).With(2, Structure).With(3, Structure).With(4, Structure)
        .With(5, Structure, new ThriftShape().With(1, Int32).With(2, Int32))
        .With(6, Structure)
        .With(7, Structure, s_zonedTime)
        .With(8, Structure, s_zonedTime)
        .With(10, Structure, new ThriftShape().With(1, ThriftStructure.Int8).With(2, Truth))
        .With(11, Structure).With(12, Structure).With(13, Structure).With(14, Structure).With(15, Structure);

    private static readonly ThriftShape s_schemaElement = new ThriftShape()
        .With(1, Int32).With(2, Int32).With(3, Int32).With(4, Binary).With(5, Int32).With(6, Int32).With(7, Int32).With(8, Int32).With(9, Int32)
        .With(10, Structure, s_logicalType);

    private static readonly ThriftShape s_statistics = new ThriftShape()
        .With(1, Binary).With(2, Binary).With(3, Int64).With(4, Int64).With(5, Binary).With(6, Binary).With(7, Truth).With(8, Truth);

    private static readonly ThriftShape s_columnMetaData = new ThriftShape()
        .With(1, Int32).WithList(2, Int32).WithList(3, Binary).With(4, Int32).With(5, Int64).With(6, Int64).With(7, Int64)
        .WithList(8, Structure, s_keyValue)
        .With(9, Int64).With(10, Int64).With(11, Int64)
        .With(12, Structure, s_statistics)
        .WithList(13, Structure, new ThriftShape().With(1, Int32).With(2, Int32).With(3, Int32))
        .With(14, Int64).With(15, Int32)
        .With(16, Structure, new ThriftShape().With(1, Int64).WithList(2, Int64).WithList(3, Int64));

    private static readonly ThriftShape s_columnChunk = new ThriftShape()
        .With(1, Binary).With(2, Int64).With(3, Structure, s_columnMetaData).With(4, Int64).With(5, Int32).With(6, Int64).With(7, Int32).With(8, Structure).With(9, Binary);

    private static readonly ThriftShape s_rowGroup = new ThriftShape()
        .WithList(1, Structure, s_columnChunk).With(2, Int64).With(3, Int64)
        .WithList(4, Structure, new ThriftShape().With(1, Int32).With(2, Truth).With(3, Truth))
        .With(5, Int64).With(6, Int64).With(7, Int16);

    /// <summary>A file's description.</summary>
    public static ThriftShape FileMetaData { get; } = new ThriftShape()
        .With(1, Int32).WithList(2, Structure, s_schemaElement).With(3, Int64).WithList(4, Structure, s_rowGroup).WithList(5, Structure, s_keyValue).With(6, Binary)
        .WithList(7, Structure, new ThriftShape().With(1, Structure)).With(8, Structure).With(9, Binary);

    /// <summary>What stands before a page: its sizes in memory and in the file, and by its type how many values it has.</summary>
    public static ThriftShape PageHeader { get; } = new ThriftShape()
        .WithNumber(1, Int32, PageType).WithNumber(2, Int32, PageBytes).WithNumber(3, Int32, StoredBytes).With(4, Int32)
        .With(5, Structure, new ThriftShape().WithNumber(1, Int32, Values).With(2, Int32).With(3, Int32).With(4, Int32).With(5, Structure, s_statistics))
        .With(6, Structure)
        .With(7, Structure, new ThriftShape().With(1, Int32).With(2, Int32).With(3, Truth))
        .With(
            8,
            Structure,
            new ThriftShape()
                .WithNumber(1, Int32, ValuesV2).With(2, Int32).With(3, Int32).With(4, Int32).WithNumber(5, Int32, DefinitionBytes).WithNumber(6, Int32, RepetitionBytes)
                .WithNumber(7, Truth, IsCompressed)
                .With(8, Structure, s_statistics));
}
