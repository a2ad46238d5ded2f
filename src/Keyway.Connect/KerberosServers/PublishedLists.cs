using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// The reveal lists that <c>set</c> wants: those that are named on the command line; else those that were published last, so that a change by
/// someone else is undone and never published by accident; else those that the domain has.
/// </summary>
internal sealed class PublishedLists
{
    private PublishedLists(KerberosServerSettings settings, IReadOnlyList<string> restored)
    {
        Settings = settings;
        Restored = restored;
    }

    /// <summary>With the lists filled in. Null leaves a list as it is.</summary>
    public KerberosServerSettings Settings { get; }

    /// <summary>Which lists the domain has otherwise than published and gets back: <c>allow list</c>, <c>deny list</c>.</summary>
    public IReadOnlyList<string> Restored { get; }

    /// <param name="settings">As they were asked for.</param>
    /// <param name="domain">As the domain has it; null when it has nothing or only a part.</param>
    /// <param name="published">As the identity server has it; null when it has nothing.</param>
    public static PublishedLists For(KerberosServerSettings settings, KerberosServerDescription? domain, KerberosServerState? published)
    {
        var restored = new List<string>();
        var allow = settings.AllowGroups ?? Wanted("allow list", domain?.AllowGroups, published?.AllowedSids);
        var deny = settings.DenyGroups ?? Wanted("deny list", domain?.DenyGroups, published?.DeniedSids);
        return new PublishedLists(settings with { AllowGroups = allow, DenyGroups = deny }, restored);

        IReadOnlyList<string>? Wanted(string list, IReadOnlyList<RevealGroup>? here, IReadOnlyList<string>? there)
        {
            // A list that is right is not named: a group of another domain cannot be looked up here by its SID.
            if (there is not { Count: > 0 } || (here is not null && Same(here, there)))
                return null;
            if (here is not null)
                restored.Add(list);
            return there;
        }
    }

    /// <summary>The same SIDs, in any order.</summary>
    public static bool Same(IReadOnlyList<RevealGroup> groups, IReadOnlyList<string> sids) =>
        groups.Select(group => group.Sid.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(sids);

    /// <summary>What a list of the domain has too much and too little: <c>added Domain Users, lacks S-1-5-…</c>.</summary>
    public static string Difference(IReadOnlyList<RevealGroup> groups, IReadOnlyList<string> sids)
    {
        var added = groups.Where(group => !sids.Contains(group.Sid.ToString(), StringComparer.OrdinalIgnoreCase)).Select(group => group.Name).ToList();
        var lacking = sids.Where(sid => !groups.Any(group => group.Sid.ToString().Equals(sid, StringComparison.OrdinalIgnoreCase))).ToList();
        return string.Join(", ", new[] { Part("the domain added", added), Part("the domain lacks", lacking) }.OfType<string>());

        static string? Part(string words, List<string> names) => names.Count == 0 ? null : $"{words} {string.Join(" and ", names)}";
    }
}
