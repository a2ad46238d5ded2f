using System.Reflection;

namespace Keyway.Errors;

/// <summary>
/// Every numbered error of Keyway, one nested class an area (a file each, in Areas). docs/errors.md is generated from here.
/// A number is never reused: an error that is no longer raised leaves a gap.
/// </summary>
public static partial class Catalogue
{
    /// <summary>Every error with its area's name, in the order of the numbers.</summary>
    public static IReadOnlyList<(string Area, KeywayError Error)> All { get; } =
        [.. typeof(Catalogue).GetNestedTypes()
            .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(KeywayError))
                .Select(field => (area.Name, (KeywayError)field.GetValue(null)!)))
            .OrderBy(entry => entry.Item2.Number)];
}
