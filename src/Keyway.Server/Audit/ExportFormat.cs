namespace Keyway.Server.Audit;

/// <summary>How a log is written out.</summary>
internal enum ExportFormat
{
    /// <summary><see cref="CsvText"/> with a line of names first.</summary>
    Csv = 1,

    /// <summary>An array of objects, one a line.</summary>
    Json = 2,
}
