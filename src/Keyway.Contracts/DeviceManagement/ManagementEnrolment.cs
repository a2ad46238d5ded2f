using System.Text.Json.Serialization;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>What the server answers to a device that enrols itself: <c>POST /EnrollmentServer/management/{id}/enrol</c>.</summary>
/// <param name="EnrolledOn">UTC; enrolling again changes nothing.</param>
/// <param name="Account">The user principal name of the device's owner, whose groups count; null for a device that is nobody's.</param>
public sealed record ManagementEnrolment(
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("enrolledOn")] DateTimeOffset EnrolledOn,
    [property: JsonPropertyName("account")] string? Account = null);
