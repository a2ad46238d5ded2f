namespace Keyway.Server.Provisioning.Filters;

/// <summary>How a column compares.</summary>
internal enum FilterColumnKind
{
    /// <summary>Text, without the case of ASCII letters, as SQL's lower() does in every store.</summary>
    Text,

    /// <summary>A name as the store compares it: lower case by Unicode rules.</summary>
    NameKey,

    /// <summary>Text whose case counts: equality only.</summary>
    Exact,

    /// <summary>A GUID: equality only.</summary>
    Id,

    Truth,

    Moment,

    /// <summary>The members of a group: equality and presence only.</summary>
    Member,
}
