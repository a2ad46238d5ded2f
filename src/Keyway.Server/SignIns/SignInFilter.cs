namespace Keyway.Server.SignIns;

/// <summary>Which sign-ins are asked for; everything that is null lets all pass.</summary>
/// <param name="Succeeded">Completed ones, or refused ones.</param>
/// <param name="Error">The number of the refusal, such as 2120.</param>
/// <param name="From">The earliest moment, itself included.</param>
/// <param name="To">The latest moment, itself included.</param>
/// <param name="AppId">Of one connector or application.</param>
internal sealed record SignInFilter(
    Guid? UserId = null,
    bool? Succeeded = null,
    SignInMethod? Method = null,
    SignInClient? Client = null,
    int? Error = null,
    Guid? DeviceId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    Guid? AppId = null);
