namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The question which of several plugged keys the person means: answered by a touch (CTAP 2.1, 6.1.2 step 1 and 6.2.2 step 1).</summary>
internal static class Selection
{
    public static CtapReply Answer(SoftwareKeyState state, TouchSensor sensor, CommandContext context)
    {
        CtapStatus status = sensor.Wait(null, context);
        if (status != CtapStatus.Ok) return status;
        return state.PinHash is null ? CtapStatus.PinNotSet : CtapStatus.PinInvalid;
    }
}
