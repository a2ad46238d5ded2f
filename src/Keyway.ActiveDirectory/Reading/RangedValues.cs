using System.Globalization;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>An attribute with more values than one answer takes comes as <c>member;range=0-1499</c>, and the rest must be asked for ([MS-ADTS] 3.1.1.3.1.3.3).</summary>
internal static class RangedValues
{
    private const int MaximumValues = 5_000_000;

    /// <summary>All values of an attribute.</summary>
    /// <param name="entry">As the search gave it.</param>
    /// <param name="attribute">Its plain name.</param>
    /// <param name="fetch">Reads the entry again with one attribute of the given name.</param>
    public static async Task<Result<IReadOnlyList<string>>> ReadAsync(LdapEntry entry, string attribute, Func<string, Task<Result<LdapEntry>>> fetch)
    {
        var all = new List<string>(entry.Texts(attribute));
        var next = 0;
        while (FindRange(entry, attribute) is { } range)
        {
            if (range.First != next || all.Count > MaximumValues)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"the values of {attribute} of {entry.Dn} do not follow each other");
            all.AddRange(range.Values.Select(Encoding.UTF8.GetString));
            if (range.Last is not { } last)
                return all;

            next = last + 1;
            if (!(await fetch(string.Create(CultureInfo.InvariantCulture, $"{attribute};range={next}-*")).ConfigureAwait(false)).TryGet(out var further, out var refusal))
                return refusal;

            // The values went away meanwhile.
            if (FindRange(further, attribute) is null)
                return all;
            entry = further;
        }

        return all;
    }

    // Last is null when the range ends with the values ("-*").
    private static (int First, int? Last, IReadOnlyList<byte[]> Values)? FindRange(LdapEntry entry, string attribute)
    {
        var prefix = attribute + ";range=";
        foreach (var (name, values) in entry.Attributes)
        {
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || values.Count == 0)
                continue;

            var bounds = name[prefix.Length..].Split('-');
            if (bounds.Length == 2 && int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            {
                if (bounds[1] == "*")
                    return (first, null, values);
                if (int.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first && last < int.MaxValue)
                    return (first, last, values);
            }
        }

        return null;
    }
}
