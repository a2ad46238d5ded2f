namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>The number that counts the changes of both halves of an object, in the directory and in its <c>GPT.INI</c>: 16 bits for each half.</summary>
public static class GroupPolicyVersion
{
    /// <summary>The count of one half.</summary>
    public static int Of(long number, PolicyHalf half) => (int)(half == PolicyHalf.Computer ? number & 0xFFFF : number >> 16 & 0xFFFF);
}
