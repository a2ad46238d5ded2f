namespace Keyway.Connect.State;

/// <summary>A membership whose change is to be sent.</summary>
/// <param name="Group">Number of the group in the state.</param>
/// <param name="Member">Number of the member in the state.</param>
/// <param name="MemberId">Its id at the server.</param>
/// <param name="IsAddition">False: the member is taken out.</param>
internal readonly record struct Membership(long Group, Guid GroupId, long Member, Guid MemberId, bool IsAddition);
