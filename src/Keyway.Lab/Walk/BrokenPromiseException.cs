namespace Keyway.Lab.Walk;

/// <summary>A step of the walk did not come out as it must.</summary>
public sealed class BrokenPromiseException : Exception
{
    public BrokenPromiseException(string message)
        : base(message)
    {
    }
}
