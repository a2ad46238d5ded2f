-- One row, once an administrator has decided: what device management sets.
CREATE TABLE ManagementProfile (
    Version BIGINT NOT NULL,
    Document TEXT NOT NULL
);

-- Devices that enrolled themselves. Settings: what the last whole session found, JSON; null before the first. Differing: how many settings were not as wanted then.
CREATE TABLE DeviceEnrolment (
    DeviceId TEXT NOT NULL PRIMARY KEY,
    EnrolledOn BIGINT NOT NULL,
    LastContactOn BIGINT NOT NULL,
    LastSessionOn BIGINT NULL,
    Manufacturer TEXT NOT NULL,
    Model TEXT NOT NULL,
    ClientVersion TEXT NOT NULL,
    Settings TEXT NULL,
    Differing BIGINT NOT NULL
);
CREATE INDEX DeviceEnrolmentByContact ON DeviceEnrolment (LastContactOn);
CREATE INDEX DeviceEnrolmentByDiffering ON DeviceEnrolment (Differing) WHERE Differing > 0;

-- The one session of a device that is under way; a new one takes its place.
CREATE TABLE ManagementSession (
    DeviceId TEXT NOT NULL PRIMARY KEY,
    BeganOn BIGINT NOT NULL,
    State TEXT NOT NULL
);

-- A device that is deleted, disabled or joined anew is enrolled no more, whatever ended it.
CREATE TRIGGER EnrolledDeviceDeleted AFTER DELETE ON Device
    BEGIN DELETE FROM DeviceEnrolment WHERE DeviceId = OLD.Id; DELETE FROM ManagementSession WHERE DeviceId = OLD.Id; END;
CREATE TRIGGER EnrolledDeviceDisabled AFTER UPDATE OF Enabled ON Device WHEN NOT NEW.Enabled
    BEGIN DELETE FROM DeviceEnrolment WHERE DeviceId = NEW.Id; DELETE FROM ManagementSession WHERE DeviceId = NEW.Id; END;
CREATE TRIGGER EnrolledDeviceJoinedAnew AFTER UPDATE OF RegisteredOn ON Device WHEN NEW.RegisteredOn <> OLD.RegisteredOn
    BEGIN DELETE FROM DeviceEnrolment WHERE DeviceId = NEW.Id; DELETE FROM ManagementSession WHERE DeviceId = NEW.Id; END;
CREATE TRIGGER EnrolledComputerDisabled AFTER UPDATE OF Enabled ON HybridDevice WHEN NOT NEW.Enabled
    BEGIN DELETE FROM DeviceEnrolment WHERE DeviceId = NEW.Id; DELETE FROM ManagementSession WHERE DeviceId = NEW.Id; END;
