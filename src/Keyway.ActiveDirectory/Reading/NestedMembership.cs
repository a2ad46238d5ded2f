namespace Keyway.ActiveDirectory.Reading;

/// <summary>Who belongs to which group, through groups in groups and primary groups. Cycles are harmless.</summary>
public sealed class NestedMembership
{
    private NestedMembership()
    {
    }

    public static NestedMembership Of(IEnumerable<DirectoryUser> users, IEnumerable<DirectoryGroup> groups) => throw new NotImplementedException();

    /// <summary>Object GUIDs of the users in the group, directly or not.</summary>
    public IReadOnlyList<Guid> UsersOf(DirectoryGroup group) => throw new NotImplementedException();

    /// <summary>Object GUIDs of the groups that the user is in, directly or not.</summary>
    public IReadOnlyList<Guid> GroupsOf(DirectoryUser user) => throw new NotImplementedException();
}
