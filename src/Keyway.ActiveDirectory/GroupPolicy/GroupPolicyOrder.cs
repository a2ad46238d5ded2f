namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>In which order objects apply ([MS-GPOL] 3.2.5.1.5): a later one overrules an earlier one.</summary>
public static class GroupPolicyOrder
{
    /// <summary>Puts links in order: site, domain, organisational units from above; then what is enforced, the other way round.</summary>
    /// <param name="scopes">The site first, then the domain, then the units down to the one that holds the account.</param>
    public static IReadOnlyList<(GroupPolicyLink Link, LinkedScope Scope)> Of(IReadOnlyList<LinkedScope> scopes)
    {
        var usual = new List<(GroupPolicyLink, LinkedScope)>();
        var enforced = new List<(GroupPolicyLink, LinkedScope)>();
        foreach (var scope in scopes)
        {
            if (scope.BlocksInheritance)
                usual.Clear();
            usual.AddRange(scope.Links.Where(link => !link.IsEnforced).Select(link => (link, scope)));
            enforced.InsertRange(0, scope.Links.Where(link => link.IsEnforced).Select(link => (link, scope)));
        }

        return [.. usual, .. enforced];
    }
}
