using Keyway.Contracts.DeviceManagement;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>A row of the list of assignments.</summary>
internal sealed record ListedAssignment(ManagementAssignment Assignment, string Name);
