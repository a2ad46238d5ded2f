using System.Globalization;
using System.Text;
using Keyway.Errors;

namespace Keyway.Server.Provisioning.Filters;

/// <summary>Turns a filter into an SQL condition. Columns come from a fixed table, values only ever become parameters.</summary>
internal sealed class FilterSql
{
    private readonly IReadOnlyDictionary<string, FilterColumn> _columns;
    private readonly StringBuilder _sql = new();
    private readonly List<object?> _arguments;

    private FilterSql(IReadOnlyDictionary<string, FilterColumn> columns, List<object?> arguments)
    {
        _columns = columns;
        _arguments = arguments;
    }

    /// <summary>Writes the condition.</summary>
    /// <param name="arguments">Grows by the values: parameters are numbered on from what it holds.</param>
    /// <returns>The condition, or a refusal for an attribute that cannot be searched by, or not in that way.</returns>
    public static Result<string> Write(FilterNode filter, IReadOnlyDictionary<string, FilterColumn> columns, List<object?> arguments)
    {
        var writer = new FilterSql(columns, arguments);
        return writer.Node(filter) is { } refusal ? refusal : writer._sql.ToString();
    }

    private Refusal? Node(FilterNode node)
    {
        switch (node)
        {
            case FilterPair pair:
                _sql.Append('(');
                var left = Node(pair.Left);
                _sql.Append(pair.Both ? " AND " : " OR ");
                var right = left ?? Node(pair.Right);
                _sql.Append(')');
                return right;
            case FilterNegation negation:
                // A comparison with nothing is unknown to SQL but false to SCIM: its negation must hold.
                _sql.Append("NOT COALESCE(");
                var inner = Node(negation.Inner);
                _sql.Append(", FALSE)");
                return inner;
            case FilterPresence presence:
                return Presence(presence);
            default:
                return Comparison((FilterComparison)node);
        }
    }

    private Refusal? Presence(FilterPresence presence)
    {
        if (!_columns.TryGetValue(presence.Attribute, out var column))
            return NotSearchable(presence.Attribute);
        if (column.Kind == FilterColumnKind.Member)
            _sql.Append("EXISTS (SELECT 1 FROM Membership WHERE GroupId = DirectoryGroup.Id)");
        else
            _sql.Append(column.Sql).Append(" IS NOT NULL");
        return null;
    }

    private Refusal? Comparison(FilterComparison comparison)
    {
        if (!_columns.TryGetValue(comparison.Attribute, out var column))
            return NotSearchable(comparison.Attribute);
        if (comparison.Value is null && column.Kind != FilterColumnKind.Member && comparison.Operator is FilterOperator.Equal or FilterOperator.NotEqual)
        {
            _sql.Append(column.Sql).Append(comparison.Operator == FilterOperator.Equal ? " IS NULL" : " IS NOT NULL");
            return null;
        }

        return (column.Kind, comparison.Value) switch
        {
            (FilterColumnKind.Text, string text) => Text(comparison.Operator, $"lower({column.Sql})", AsciiLower(text)),
            (FilterColumnKind.NameKey, string text) => Text(comparison.Operator, column.Sql, text.ToLowerInvariant()),
            (FilterColumnKind.Exact, string text) when IsEquality(comparison) => Ordered(comparison.Operator, column.Sql, text),
            (FilterColumnKind.Id, string text) when IsEquality(comparison) => Ordered(comparison.Operator, column.Sql, text.ToLowerInvariant()),
            (FilterColumnKind.Truth, bool truth) when IsEquality(comparison) => Ordered(comparison.Operator, column.Sql, truth),
            (FilterColumnKind.Moment, string text) when text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                => Ordered(comparison.Operator, column.Sql, moment),
            (FilterColumnKind.Member, string text) when comparison.Operator == FilterOperator.Equal => Member(text.ToLowerInvariant()),
            _ => NotSearchable(comparison.Attribute),
        };
    }

    private Refusal? Text(FilterOperator comparison, string column, string value)
    {
        if (comparison is not (FilterOperator.Contains or FilterOperator.StartsWith or FilterOperator.EndsWith))
            return Ordered(comparison, column, value);
        if (comparison == FilterOperator.StartsWith)
        {
            // A range, which an index serves, where a pattern is none: no character comes after U+10FFFF.
            _sql.Append('(').Append(column).Append(" >= ").Append(Parameter(value)).Append(" AND ").Append(column).Append(" < ").Append(Parameter(value + "\U0010FFFF")).Append(')');
            return null;
        }

        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        _sql.Append(column).Append(" LIKE ").Append(Parameter($"%{escaped}{(comparison == FilterOperator.EndsWith ? "" : "%")}")).Append(" ESCAPE '\\'");
        return null;
    }

    private Refusal? Ordered(FilterOperator comparison, string column, object value)
    {
        if (comparison == FilterOperator.NotEqual)
        {
            _sql.Append('(').Append(column).Append(" IS NULL OR ").Append(column).Append(" <> ").Append(Parameter(value)).Append(')');
            return null;
        }

        var sign = comparison switch
        {
            FilterOperator.Equal => " = ",
            FilterOperator.Greater => " > ",
            FilterOperator.GreaterOrEqual => " >= ",
            FilterOperator.Less => " < ",
            FilterOperator.LessOrEqual => " <= ",
            _ => null,
        };
        if (sign is null)
            return NotSearchable(column);
        _sql.Append(column).Append(sign).Append(Parameter(value));
        return null;
    }

    // From the member to its groups, by an index; from each group to the member would be a look into all of them.
    private Refusal? Member(string id)
    {
        _sql.Append("Id IN (SELECT GroupId FROM Membership WHERE MemberId = ").Append(Parameter(id)).Append(')');
        return null;
    }

    private string Parameter(object value)
    {
        _arguments.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_arguments.Count - 1}");
    }

    private static bool IsEquality(FilterComparison comparison) => comparison.Operator is FilterOperator.Equal or FilterOperator.NotEqual;

    private static string AsciiLower(string text) => string.Create(text.Length, text, static (lower, source) =>
    {
        for (var index = 0; index < source.Length; index++)
            lower[index] = char.IsAsciiLetterUpper(source[index]) ? (char)(source[index] | 0x20) : source[index];
    });

    private static Refusal NotSearchable(string attribute) => new(Catalogue.Provisioning.FilterMalformed, attribute);
}
