namespace Keyway.Server.Provisioning.Filters;

/// <summary>An attribute against a value.</summary>
/// <param name="Value">A string, a bool, a double, or null.</param>
internal sealed record FilterComparison(string Attribute, FilterOperator Operator, object? Value) : FilterNode;
