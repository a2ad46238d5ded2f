using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.Domain;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.Synchronization;

/// <summary>What is synced where, as both sides say it.</summary>
internal sealed record SyncPlace(DomainFacts Facts, OwnAccount Own, SyncScope Scope, StateBinding Binding)
{
    /// <summary>One line for people.</summary>
    public string Words => Scope.IsAll
        ? $"all of {Facts.DnsName}"
        : string.Join(", ", new[]
        {
            Scope.Include.Count > 0 ? Counted.Of(Scope.Include.Count, "unit") : null,
            Scope.Exclude.Count > 0 ? Counted.Of(Scope.Exclude.Count, "unit") + " left out" : null,
            Scope.Group is { } group ? $"the members of {group.Dn}" : null,
        }.OfType<string>());
}
