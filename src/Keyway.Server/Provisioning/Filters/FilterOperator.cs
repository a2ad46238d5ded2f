namespace Keyway.Server.Provisioning.Filters;

/// <summary>How a filter compares (RFC 7644 table 3).</summary>
internal enum FilterOperator
{
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
